"use strict";
/* Words that are picked in the text become the quote of an argument. */
(() => {
  const list = document.querySelector("[data-clauses]");
  if (!list) return;
  const quote = document.querySelector("textarea[name=quote]");
  const clause = document.querySelector("input[name=clause]");
  const clauseOf = (node) =>
    (node?.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest?.(".passage");

  const picked = () => {
    const selection = window.getSelection();
    const first = selection.rangeCount ? clauseOf(selection.getRangeAt(0).startContainer) : null;
    const words = String(selection).trim();
    return first && list.contains(first) && words ? [first, words] : [null, ""];
  };

  const quoteButton = document.querySelector("[data-quote]");
  document.addEventListener("selectionchange", () => {
    const [first, words] = picked();
    if (quoteButton) quoteButton.hidden = !words;
    const link = first?.querySelector("[data-write]");
    if (!link || !words) return;
    const address = new URL(link.href);
    address.searchParams.set("quote", words.slice(0, 1500));
    link.href = address.href;
  });
  const take = (first, words) => {
    quote.value = words;
    const radio = first.querySelector("input[type=radio]");
    const before = document.querySelector("input[name=anchor]:checked");
    if (!clause.value || clause.value === before?.dataset.number) clause.value = radio.dataset.number;
    radio.checked = true;
    quote.dispatchEvent(new Event("input", { bubbles: true }));
  };
  quoteButton?.addEventListener("mousedown", (event) => event.preventDefault());
  quoteButton?.addEventListener("click", () => {
    const [first, words] = picked();
    if (first) { take(first, words); quote.focus(); }
  });
  list.addEventListener("change", (event) => {
    if (event.target.type !== "radio" || quote.value.trim()) return;
    if (!clause.value) clause.value = event.target.dataset.number;
  });
  list.querySelector(".is-chosen")?.scrollIntoView({ block: "nearest" });
})();
