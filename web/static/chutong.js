"use strict";
(() => {
  const search = document.getElementById("search");
  const rows = () => [...document.querySelectorAll("[data-row]")];
  let at = -1;

  const typing = (target) =>
    target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);

  const move = (step) => {
    const all = rows();
    if (!all.length) return;
    at = Math.max(0, Math.min(all.length - 1, at + step));
    const link = all[at].querySelector("a");
    link.focus();
    all[at].scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && event.target === search) search.blur();
    if (typing(event.target)) return;
    if (event.key === "/" && search) {
      event.preventDefault();
      search.focus();
      search.select();
    }
    if (event.key === "j") move(1);
    if (event.key === "k") move(-1);
  });

  document.addEventListener("focusin", (event) => {
    const row = event.target.closest("[data-row]");
    if (row) at = rows().indexOf(row);
  });

  document.addEventListener("click", (event) => {
    const row = event.target.closest("[data-row]");
    const picked = String(window.getSelection());
    if (!row || picked || event.target.closest("a, button, summary, input, label")) return;
    const link = row.querySelector("a");
    if (event.metaKey || event.ctrlKey) window.open(link.href);
    else link.click();
  });

  const light = (key, on) => {
    for (const each of document.querySelectorAll("[data-tag]"))
      if (each.dataset.tag === key) each.classList.toggle("lit", on);
  };
  for (const [name, on] of [["pointerover", true], ["pointerout", false],
    ["focusin", true], ["focusout", false]])
    document.addEventListener(name, (event) => {
      const tag = event.target.closest && event.target.closest("[data-tag]");
      if (tag) light(tag.dataset.tag, on);
    });

  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const source = document.getElementById(button.dataset.copy);
      const text = source.value ?? source.textContent;
      try {
        await navigator.clipboard.writeText(text);
      } catch {
        const range = document.createRange();
        range.selectNodeContents(source);
        const selection = window.getSelection();
        selection.removeAllRanges();
        selection.addRange(range);
        document.execCommand("copy");
      }
      button.lastElementChild.textContent = button.dataset.done;
    });
  }
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
  for (const box of document.querySelectorAll("input[data-codes]"))
    box.addEventListener("input", async () => {
      const asked = box.value;
      const query = new URLSearchParams(
        { q: asked, lexicon: box.form.elements.lexicon.value });
      const answer = await fetch(`${box.dataset.codes}?${query}`);
      if (!answer.ok || box.value !== asked) return;
      const options = (await answer.json()).map(([code, name]) => new Option(name, code));
      box.list.replaceChildren(...options);
    });
  for (const form of document.querySelectorAll("form[data-auto]"))
    form.addEventListener("change", () => form.requestSubmit());
})();
