// filters a list: the data are the same rows as in the pages, from list.js beside them
"use strict";
(() => {
  const form = document.getElementById("filters");
  const up = document.body.dataset.up;
  const MOST = 200;
  const load = document.createElement("script");
  load.src = form.dataset.source;
  load.onload = () => begin(globalThis.LISTED);
  document.head.append(load);

  const el = (name, text, more = {}) => Object.assign(document.createElement(name), { textContent: text }, more);
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  function begin({ columns, facets, rows }) {
    const table = document.querySelector("#list tbody");
    const count = document.getElementById("count");
    const first = { rows: [...table.children], count: [...count.childNodes] };
    const asked = new URLSearchParams(location.search);
    const texts = rows.map((r) => plain(r.slice(1).join(" ")));
    const box = form.elements.words;
    const picks = facets.map(([name], n) => {
      const pick = form.elements[name];
      const all = [...new Set(rows.map((r) => r[1 + columns.length + n]))].filter(Boolean).sort((a, b) => a.localeCompare(b, "en"));
      if (name === "year") all.reverse();
      pick.append(...all.map((v) => el("option", v, { value: v })));
      return pick;
    });
    [box, ...picks].forEach((i) => { i.value = asked.get(i.name) || ""; });
    function show() {
      const words = plain(box.value).split(/\s+/).filter(Boolean);
      const chosen = picks.map((p) => p.value);
      const state = new URLSearchParams();
      [box, ...picks].forEach((i) => i.value && state.set(i.name, i.value));
      try { history.replaceState(null, "", state.size ? "?" + state : location.pathname); } catch { /* a page from a disk */ }
      const pages = document.getElementById("pages");
      if (!words.length && !chosen.some(Boolean)) {
        table.replaceChildren(...first.rows);
        count.replaceChildren(...first.count);
        if (pages) pages.hidden = false;
        return;
      }
      const found = rows.filter((r, i) => chosen.every((v, n) => !v || r[1 + columns.length + n] === v) && words.every((w) => texts[i].includes(w)));
      table.replaceChildren(...found.slice(0, MOST).map(row));
      if (pages) pages.hidden = true;
      count.textContent = found.length === 0 ? "Nothing in the record fits. That is not to say that there is nothing: see what was searched." : `${found.length.toLocaleString("en")} of ${rows.length.toLocaleString("en")}` + (found.length > MOST ? `, the first ${MOST} shown` : "");
    }
    function row(r) {
      const tr = document.createElement("tr");
      columns.forEach((_, n) => {
        const cell = el(n ? "td" : "th", n ? r[1 + n] : "");
        if (!n) {
          cell.scope = "row";
          cell.append(el("a", r[1], { href: up + r[0] }));
        }
        tr.append(cell);
      });
      return tr;
    }
    form.addEventListener("input", show);
    form.addEventListener("submit", (e) => e.preventDefault());
    form.hidden = false;
    show();
  }
})();
