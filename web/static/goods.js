// Offers codes for the letters typed into a field of goods; without it the form works.
"use strict";
const WAIT = 150;
for (const field of document.querySelectorAll("input[data-suggest]")) {
  const offers = document.getElementById(field.getAttribute("list"));
  let timer = 0;
  let asked = "";
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const words = field.value.trim();
      if (!words || words === asked || [...offers.options].some((one) => one.value === words)) return;
      asked = words;
      const answer = await fetch(field.dataset.suggest + "?q=" + encodeURIComponent(words));
      if (!answer.ok || asked !== words) return;
      const rows = await answer.json();
      offers.replaceChildren(...rows.map((row) => {
        const option = document.createElement("option");
        option.value = row.dotted + " " + (row.term || row.name);
        option.label = row.name;
        return option;
      }));
    }, WAIT);
  });
}
