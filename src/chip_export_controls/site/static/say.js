// what the answer pages share: dates in words, elements of text, the question kept in the address
"use strict";
globalThis.SAY = (() => {
  const MONTHS = "January February March April May June July August September October November December".split(" ");
  const one = (text) => {
    const m = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?([?~%]?)$/.exec(text);
    if (!m) return text;
    const said = [m[3] && String(+m[3]), m[2] && MONTHS[+m[2] - 1], m[1]].filter(Boolean).join(" ");
    return ("~%".includes(m[4] || " ") ? "about " : "") + said + ("?%".includes(m[4] || " ") ? " (uncertain)" : "");
  };
  const date = (text) => text.includes("/") ? text.split("/").map((t) => (t === ".." ? "open" : one(t))).join(" to ") : one(text);
  // from when on, of a date that may leave the day open
  function since(text) {
    const [first, last] = text.split("/");
    if (last === undefined) return "since " + one(text);
    if (first === "..") return `by ${one(last)} at the latest`;
    return last === ".." ? `since ${one(first)} or later` : `since a day between ${one(first)} and ${one(last)}`;
  }
  const term = (text) => ({ "in-force": "in force", "is-informed-letter": "“is informed” letter" })[text] || text.replaceAll("-", " ").replace(/\b(tops|dram|io|rms)\b/g, (w) => w.toUpperCase());
  const the = (name) => (/^(United|Netherlands|European|Philippines|Czech R|Russian|Holy)/.test(name) ? "the " + name : name);
  const number = (n) => Number(n).toLocaleString("en", { maximumSignificantDigits: 10 });
  function el(name, more = {}, ...inside) {
    const made = document.createElement(name);
    Object.entries(more).forEach(([k, v]) => (k === "class" ? (made.className = v) : k in made ? (made[k] = v) : made.setAttribute(k, v)));
    made.append(...inside);
    return made;
  }
  const asked = () => Object.fromEntries(new URLSearchParams(location.search));
  function keep(state) {
    const held = new URLSearchParams(Object.entries(state).filter(([, v]) => v));
    try { history.replaceState(null, "", held.size ? "?" + held : location.pathname); } catch { /* a page from a disk */ }
  }
  const say = (text) => { document.getElementById("say").textContent = text; };
  const claim = (id, text = "who says so") => (id ? el("a", { href: `claims/${id}.html` }, text) : "");
  const measure = (id, title) => el("a", { href: `measures/${id}.html` }, title);
  const today = (day) => { const now = new Date().toISOString().slice(0, 10); return now > day ? now : day; };
  const cells = (row) => row.map((c, i) => el(i ? "td" : "th", i ? {} : { scope: "row" }, ...[c].flat()));
  const more = (body, rows) => body.append(...rows.map((r) => el("tr", {}, ...cells(r))));
  function table(heads, rows, kind = "list") {
    const body = el("tbody");
    more(body, rows);
    const head = el("thead", {}, el("tr", {}, ...heads.map((h) => el("th", { scope: "col" }, h))));
    return el("div", { class: "scroll", ...(kind === "sql" && { tabIndex: 0, role: "region", "aria-label": "Rows" }) }, el("table", { class: kind }, head, body));
  }
  return { the, date, since, term, number, el, asked, keep, say, claim, measure, today, table, more };
})();
