"use strict";
/* Keeps the words of every form with data-unsaved while they are typed: at the server every
   few seconds and on leaving, and in this browser, so that they outlive a session that has
   ended. */
for (const form of document.querySelectorAll("form[data-unsaved]")) {
  const { unsaved: place, keep, person } = form.dataset;
  const edition = Number(form.dataset.edition);
  const status = form.querySelector("[data-unsaved-status]");
  const store = `unsaved ${person} ${place}`;
  const left = [...document.querySelectorAll("[data-left]")].find((one) => one.dataset.left === place);
  let sent = words();
  let sending = false;
  let leaving = false;

  function words() {
    const pairs = [...new FormData(form)].filter(([name, value]) =>
      typeof value === "string"
      && !["csrf_token", "unsaved", "look", "page", "find", "text"].includes(name));
    return JSON.stringify(pairs);
  }

  function body() {
    const data = new FormData();
    for (const [name, value] of JSON.parse(words())) data.append(name, value);
    data.set("csrf_token", form.elements.csrf_token.value);
    data.set("place", place);
    data.set("edition", String(edition));
    return data;
  }

  const say = (text) => { if (status) status.textContent = text; };
  const keepHere = (pairs, more = {}) => {
    try {
      localStorage.setItem(store, JSON.stringify({ pairs, edition, ...more }));
    } catch { /* a browser that stores nothing still sends to the server */ say(""); }
  };

  async function send() {
    const now = words();
    if (now === sent || sending || leaving) return;
    keepHere(now);
    sending = true;
    try {
      const answer = await fetch(keep, { method: "POST", body: body(), redirect: "manual" });
      const told = answer.headers.get("content-type")?.includes("json") ? await answer.json() : null;
      if (!told) throw new Error("away");
      if (answer.ok) sent = now;
      say(told.told || status.dataset.kept.replace("{when}", told.kept.slice(-5)));
    } catch {
      say(status?.dataset.away);
    } finally {
      sending = false;
    }
  }

  function fill(pairs) {
    const told = new Map();
    for (const [name, value] of pairs) told.set(name, [...(told.get(name) ?? []), value]);
    for (const field of form.elements) {
      if (!field.name || field.type === "hidden" || field.type === "file") continue;
      const values = told.get(field.name) ?? [];
      if (["checkbox", "radio"].includes(field.type)) field.checked = values.includes(field.value);
      else if (values.length) field.value = values[0];
    }
  }

  function offerHere() {
    let kept = null;
    try { kept = JSON.parse(localStorage.getItem(store)); } catch { return; }
    if (!kept) return;
    const saved = kept.submitted && edition > kept.edition;
    if (saved || kept.pairs === sent) { localStorage.removeItem(store); return; }
    if (left || !status || document.querySelector("[role=alert]")) return;
    const [take, drop] = ["restore", "discard"].map((name) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "link";
      button.textContent = status.dataset[name];
      return button;
    });
    status.append(status.dataset.found, " ", take, " ", drop);
    form.closest("details")?.setAttribute("open", "");
    take.addEventListener("click", () => { fill(JSON.parse(kept.pairs)); say(""); send(); });
    drop.addEventListener("click", () => { localStorage.removeItem(store); say(""); });
  }

  left?.querySelector("[data-fill]")?.addEventListener("click", (event) => {
    const kept = Object.entries(JSON.parse(event.currentTarget.dataset.fill));
    fill(kept.flatMap(([name, values]) => values.map((value) => [name, value])));
    left.remove();
    form.querySelector("textarea, input:not([type=hidden])")?.focus();
  });
  left?.querySelector("[data-drop]")?.addEventListener("click", () => localStorage.removeItem(store));
  form.addEventListener("submit", () => {
    leaving = true;
    keepHere(words(), { submitted: true });
  });
  window.addEventListener("pageshow", () => { leaving = false; });
  window.addEventListener("pagehide", () => {
    const now = words();
    if (now !== sent && !leaving) { keepHere(now); navigator.sendBeacon(keep, body()); }
  });
  form.addEventListener("change", send);
  offerHere();
  setInterval(send, Number(form.dataset.every) * 1000);
}
