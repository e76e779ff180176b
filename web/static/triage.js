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

  const many = form.querySelector(".triage-many");
  const together = (key) => many.querySelector(`[data-many="${CSS.escape(key)}"]`);
  const archive = (place, button, event) => {
    const reason = place.querySelector("select.reason");
    if (reason.value) return form.requestSubmit(button);
    event.preventDefault();
    return reason.focus();
  };

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
    if (event.key === "Enter" && event.target.matches("select.reason") && event.target.value) {
      event.preventDefault();
      const place = event.target.closest(".triage-row");
      form.requestSubmit(place ? place.querySelector('[data-key="3"]') : together("3"));
      return;
    }
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)
      && event.target.type !== "checkbox") return;
    const undo = document.getElementById("undo");
    if (event.key === "u" && undo) undo.requestSubmit();
    const row = here();
    if (!row) return;
    if (event.key === "a") all.click();
    const picked = ticks().some((tick) => tick.checked) && together(event.key);
    if (picked) {
      if (event.key === "3") archive(many, picked, event);
      else form.requestSubmit(picked);
      return;
    }
    if (event.key === "x") {
      const tick = row.querySelector('input[name="notice"]');
      tick.checked = !tick.checked;
      count();
    }
    const button = row.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!button) return;
    if (event.key === "3") archive(row, button, event);
    else form.requestSubmit(button);
  });
})();
