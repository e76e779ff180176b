"use strict";
(() => {
  const form = document.getElementById("triage");
  if (!form) {
    document.addEventListener("keydown", (event) => {
      const undo = document.getElementById("undo");
      if (event.key === "u" && undo && !/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName))
        undo.requestSubmit();
    });
    return;
  }
  const ticks = () => [...form.querySelectorAll('input[name="notice"]')];
  const told = form.querySelector("[data-picked]");
  const all = form.querySelector("[data-all]");
  const count = () => {
    const picked = ticks().filter((tick) => tick.checked).length;
    told.textContent = picked ? String(picked) : "";
    all.checked = picked > 0 && picked === ticks().length;
  };
  all.addEventListener("change", () => {
    for (const tick of ticks()) tick.checked = all.checked;
    count();
  });
  form.addEventListener("change", count);
  count();

  const here = () => document.activeElement.closest(".triage-row")
    || form.querySelector(".triage-row.is-at") || form.querySelector(".triage-row");
  const lands = (row) => { form.elements.next.value = row.dataset.next; };
  form.addEventListener("submit", (event) => {
    const row = event.submitter && event.submitter.closest(".triage-row");
    if (row) lands(row);
  });
  const at = form.querySelector(".triage-row.is-at a");
  if (at) { at.focus(); at.scrollIntoView({ block: "center" }); }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)
      && event.target.type !== "checkbox") return;
    const undo = document.getElementById("undo");
    if (event.key === "u" && undo) undo.requestSubmit();
    const row = here();
    if (!row) return;
    if (event.key === "x") {
      const tick = row.querySelector('input[name="notice"]');
      tick.checked = !tick.checked;
      count();
    }
    const button = row.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!button) return;
    const reason = row.querySelector("select.reason");
    if (event.key === "3" && !reason.value) {
      event.preventDefault();
      reason.focus();
      return;
    }
    form.requestSubmit(button);
  });
})();
