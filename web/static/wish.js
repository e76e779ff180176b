// Tells what a subscription would bring while it is filled in; without it a button does.
"use strict";
const PAUSE = 400;
const form = document.getElementById("wish");
let timer = 0;
let asking = null;
async function attempt() {
  if (asking) asking.abort();
  asking = new AbortController();
  let answer;
  try {
    answer = await fetch(form.dataset.try, {
      method: "POST", body: new FormData(form), signal: asking.signal, credentials: "same-origin",
    });
  } catch (error) {
    return;
  }
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const fresh of page.querySelectorAll("[data-live]")) {
    const old = document.getElementById(fresh.id);
    if (old) old.replaceChildren(...fresh.childNodes);
  }
}
function later() {
  clearTimeout(timer);
  timer = setTimeout(attempt, PAUSE);
}
form.addEventListener("input", (event) => {
  const field = event.target;
  if (field.name === "word" && field.checked) {
    const words = form.elements.words;
    words.value = words.value.trim() ? words.value.trim().replace(/[,，]$/, "") + ", " + field.value : field.value;
    field.checked = false;
    field.closest("label").remove();
  }
  if (!["name", "note", "paused_until"].includes(field.name)) later();
});
