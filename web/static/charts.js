"use strict";
/* Each chart is a picture first. Where it comes into view it is drawn again, so that
   its marks tell what they stand for and lead to their rows. */
(() => {
  const figures = [...document.querySelectorAll("[data-chart]")];
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const KEY = "key", HIDDEN = new Set([KEY, "o"]);
  if (!figures.length || !("IntersectionObserver" in window)) return;

  let bundle;
  const load = (address) => bundle ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = done;
    script.onerror = failed;
    document.head.append(script);
  });

  /* Which fields are shares, and what they are called: by the table, else by an axis. */
  const wordsOf = (spec) => {
    const told = spec.usermeta ?? {};
    const shares = new Set(told.shares), names = { ...told.names }, own = new Set();
    const look = (part) => {
      if (!part || typeof part !== "object") return;
      const format = part.format ?? part.axis?.format ?? "";
      for (const row of part.data?.values ?? [])
        for (const name of Object.keys(row)) own.add(name);
      if (part.field && format.includes("%")) shares.add(part.field);
      if (part.field && part.title) names[part.field] ??= part.title;
      for (const [name, one] of Object.entries(part)) if (name !== "data") look(one);
    };
    look(spec);
    return { shares, names, own };
  };

  const number = (value, share) => share
    ? `${Math.round(value * 1000) / 10}%`
    : value.toLocaleString("en", { maximumFractionDigits: 2 });

  const linesOf = (datum, { shares, names, own }) => {
    const told = Object.entries(datum).filter(([name, value]) =>
      own.has(name) && !HIDDEN.has(name) && value !== null && value !== undefined && value !== "");
    const words = told.filter(([, value]) => typeof value === "string");
    const figures = told.filter(([, value]) => typeof value === "number");
    return [
      words.map(([, value]) => value).join(" · "),
      ...figures.map(([name, value]) =>
        (names[name] ? `${names[name]} ` : "") + number(value, shares.has(name))),
    ].filter(Boolean);
  };

  const rowOf = (figure, datum) => {
    if (!figure.dataset.rows || datum?.[KEY] === undefined) return "";
    const mark = /\?$/.test(figure.dataset.rows) ? "" : "&";
    return `${figure.dataset.rows}${mark}row=${encodeURIComponent(datum[KEY])}`;
  };

  const tipOf = (figure) => {
    const tip = document.createElement("div");
    tip.className = "chart-tip";
    tip.setAttribute("role", "status");
    tip.hidden = true;
    figure.append(tip);
    const hide = () => { tip.hidden = true; };
    const show = (lines, x, y) => {
      tip.replaceChildren(...lines.map((line) => {
        const part = document.createElement("p");
        part.textContent = line;
        return part;
      }));
      tip.hidden = false;
      const right = figure.scrollLeft + figure.clientWidth - tip.offsetWidth - 4;
      const above = y - tip.offsetHeight - 12;
      tip.style.left = `${Math.max(figure.scrollLeft, Math.min(x + 12, right))}px`;
      tip.style.top = `${above < 0 ? y + 16 : above}px`;
    };
    return { show, hide };
  };

  /* The marks that name a row, in the order of reading; equal places once. */
  const marksOf = (view) => {
    const found = new Map();
    const walk = (item, x, y) => {
      const [left, top] = [x + (item.x ?? 0), y + (item.y ?? 0)];
      for (const group of item.items ?? []) {
        if (!group.items) continue;
        for (const one of group.items) {
          const datum = one.datum?.datum ?? one.datum;
          const named = datum?.[KEY] !== undefined && group.marktype !== "group";
          if (named && !found.has(datum)) {
            const { x1, y1, x2, y2 } = one.bounds;
            found.set(datum, { datum, x: left + (x1 + x2) / 2, y: top + (y1 + y2) / 2 });
          }
          if (group.marktype === "group") walk(one, left, top);
        }
      }
    };
    for (const one of view.scenegraph().root.items) walk(one, 0, 0);
    return [...found.values()];
  };

  const enliven = (figure, view, spec, words) => {
    const tip = tipOf(figure);
    const canvas = () => figure.querySelector(".chart-live canvas, .chart-live svg");
    const within = (event) => {
      const box = figure.getBoundingClientRect();
      return [event.clientX - box.left + figure.scrollLeft, event.clientY - box.top];
    };
    const open = (datum) => {
      const address = rowOf(figure, datum);
      if (address) window.location.assign(address);
    };
    view.addEventListener("mousemove", (event, item) => {
      const lines = item?.datum?.[KEY] === undefined ? [] : linesOf(item.datum, words);
      figure.classList.toggle("chart-opens", Boolean(lines.length && figure.dataset.rows));
      if (lines.length) tip.show(lines, ...within(event));
      else tip.hide();
    });
    view.addEventListener("mouseout", tip.hide);
    view.addEventListener("click", (_event, item) => open(item?.datum));
    const marks = marksOf(view);
    let at = -1;
    const step = (by) => {
      at = Math.max(0, Math.min(marks.length - 1, at + by));
      const box = canvas().getBoundingClientRect(), frame = figure.getBoundingClientRect();
      const [left, top] = view.origin();
      const x = box.left - frame.left + figure.scrollLeft + left + marks[at].x;
      tip.show(linesOf(marks[at].datum, words), x, box.top - frame.top + top + marks[at].y);
      if (x < figure.scrollLeft || x > figure.scrollLeft + figure.clientWidth)
        figure.scrollLeft = x - figure.clientWidth / 2;
      figure.querySelector(".chart-tip").scrollIntoView({ block: "nearest", inline: "nearest" });
    };
    const moves = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity };
    const keys = (event) => {
      if (event.target !== figure || !marks.length) return;
      if (event.key in moves) step(moves[event.key]);
      else if (event.key === "Enter" && at >= 0) open(marks[at].datum);
      else if (event.key === "Escape") { at = -1; tip.hide(); } else return;
      event.preventDefault();
    };
    const leave = () => { at = -1; tip.hide(); };
    figure.addEventListener("keydown", keys);
    figure.addEventListener("blur", leave);
    return () => {
      figure.removeEventListener("keydown", keys);
      figure.removeEventListener("blur", leave);
    };
  };

  /* Where the picture is wider than its place, names are cut, bars and steps of time
     are shorter, and what colours mean stands in fewer columns, so that all is seen. */
  const LABELS = 165, ENDS = 56, SIDE = 60, LEAST = 100, LEVEL = 36;
  const GAP = 10, SWATCH = 30, SIZE = 13, LETTER = 7;
  const widthOf = (name) =>
    [...name].reduce((sum, one) => sum + (one > "\u2e7f" ? SIZE : LETTER), 0);
  const longest = (names) => Math.max(0, ...[...names].map((one) => widthOf(String(one))));
  const fittedLegend = (color, room) => {
    const columns = Math.max(1, Math.floor(room / (longest(color.scale.domain) + SWATCH)));
    return { ...color, legend: { ...color.legend,
      columns: Math.min(columns, color.legend.columns), labelLimit: room - SWATCH } };
  };
  const fittedSteps = (spec, room) => {
    const { x } = spec.encoding;
    const steps = new Set(x.scale?.domain ?? spec.data.values.map((row) => row.x));
    const step = Math.max(20, Math.min(spec.width.step, Math.floor((room - SIDE) / steps.size)));
    const axis = { ...x.axis, labelAngle: step < LEVEL ? -45 : x.axis.labelAngle };
    return { width: { step }, encoding: { ...spec.encoding, x: { ...x, axis } } };
  };
  const labelRoom = (spec) => {
    const { y } = (spec.layer?.find((one) => one.encoding.y) ?? spec).encoding;
    return GAP + Math.min(LABELS, longest(spec.data.values.map((row) => row[y.field])));
  };
  const fitted = (spec, room, wide) => {
    if (!wide || wide <= room) return spec;
    const axis = { ...spec.config?.axis, labelLimit: LABELS };
    const made = { ...spec, config: { ...spec.config, axis } };
    const bars = typeof spec.width === "number";
    const side = bars ? labelRoom(spec) : SIDE;
    if (bars) made.width = Math.max(LEAST, room - side - ENDS);
    else if (spec.width?.step && spec.encoding?.x) Object.assign(made, fittedSteps(spec, room));
    if (made.encoding?.color?.legend)
      made.encoding = { ...made.encoding, color: fittedLegend(made.encoding.color, room - side) };
    return made;
  };

  const draw = async (figure) => {
    const address = `${figure.dataset.chart}${dark.matches ? "&theme=dark" : ""}`;
    const [answer] = await Promise.all([fetch(address), load(figure.dataset.bundle)]);
    if (!answer.ok) return;
    const { $schema: _, ...whole } = await answer.json();
    const wide = Number(figure.querySelector("img")?.getAttribute("width"));
    const spec = fitted(whole, figure.clientWidth, wide);
    const words = wordsOf(spec);
    const live = document.createElement("div");
    live.className = "chart-live";
    live.setAttribute("aria-hidden", "true");
    const made = await window.vegaEmbed(live, spec, { ast: true, defaultStyle: false,
      tooltip: false, actions: false, mode: "vega-lite", renderer: "canvas" });
    figure.forget?.();
    for (const old of figure.querySelectorAll(".chart-live, .chart-tip")) old.remove();
    figure.append(live);
    figure.classList.add("chart-lives");
    const quiet = enliven(figure, made.view, spec, words);
    figure.forget = () => { quiet(); made.finalize(); };
  };

  const seen = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      seen.unobserve(target);
      target.drawn = true;
      draw(target).catch(() => { target.drawn = false; });
    }
  }, { rootMargin: "100px" });
  for (const figure of figures) seen.observe(figure);
  dark.addEventListener("change", () => {
    for (const figure of figures) if (figure.drawn) draw(figure).catch(() => {});
  });
})();
