// in force on a day: the question is in the address, the answer in the stretches that the library computed
"use strict";
(() => {
  const D = globalThis.IN_FORCE, A = globalThis.ANSWERS, S = globalThis.SAY;
  const form = document.getElementById("ask"), answer = document.getElementById("answer");
  const asked = S.asked();
  const byName = (codes) => codes.map((c) => [D.places[c] || c, c]).sort((a, b) => a[0].localeCompare(b[0], "en"));
  byName([...new Set(D.measures.map((m) => m[2]))]).forEach(([n, c]) => form.jurisdiction.append(new Option(n, c)));
  byName(Object.keys(D.targets)).forEach(([n, c]) => form.target.append(new Option(n, c)));
  const items = document.getElementById("items");
  const ids = Object.fromEntries(Object.entries(D.items).map(([id, [name]]) => [name.toLowerCase(), id]));
  form.item.addEventListener("focus", () => items.childElementCount || items.append(...Object.values(D.items).map(([name]) => new Option(name))));
  form.hidden = false;
  form.on.value = asked.on || D.day;
  form.item.value = asked.item ? (D.items[asked.item] || [asked.item])[0] : "";
  const bad = [];
  const FIRST = 20; // rows that are drawn at once; the rest follow when the page has been shown
  let later;
  ["jurisdiction", "target", "domain"].forEach((k) => {
    if (!asked[k]) return;
    form[k].value = asked[k];
    if (form[k].value !== asked[k]) { form[k].value = ""; bad.push(`The address asks for ${k} “${asked[k].slice(0, 40)}”, which the record does not know; it is left out.`); }
  });

  function run() {
    const text = form.on.value.trim(), days = A.period(text);
    const item = form.item.value.trim() ? ids[form.item.value.trim().toLowerCase()] || (D.items[form.item.value.trim()] && form.item.value.trim()) : "";
    if (!days) { answer.replaceChildren(); return S.say(`“${text.slice(0, 40)}” is no date: write a day as 2024-09-08, a month as 2024-09 or a year as 2024.`); }
    if (item === undefined) { answer.replaceChildren(); return S.say(`The record has no item “${form.item.value.slice(0, 60)}”: choose one from the list, or leave it empty.`); }
    const q = { jurisdiction: form.jurisdiction.value, target: form.target.value, domain: form.domain.value, item };
    S.keep({ on: text, ...q });
    const found = A.inForce(D, days, q);
    const by = new Map();
    found.forEach((r) => by.set(r.id, [...(by.get(r.id) || []), r]));
    S.say([...bad.splice(0), found.length ? "" : "Nothing in the record was in force then for this question. That is not to say that there was nothing: see what was searched."].filter(Boolean).join(" "));
    const rows = [...by.values()].map((parts) => () => {
      const r = parts[0];
      const since = parts.map((p) => S.el("div", {}, p.scope ? S.el("b", {}, p.scope + ": ") : "", S.since(p.since), p.certain ? "" : S.el("i", {}, " (possibly: the dates known leave it open)"), p.excepted ? S.el("small", {}, " but not: " + p.excepted) : "", " ", S.claim(p.claim)));
      const ties = item ? r.ties.map((t) => S.el("div", {}, S.term(t.effect), t.code ? ` (${t.code})` : "", t.reach === "itself" ? "" : S.el("small", {}, ` names ${t.reach === "family" ? "its family" : "a kind of it"}, ${D.items[t.item][0]}`), " ", S.claim(t.claim))) : [];
      return [[S.measure(r.id, r.title)], [D.places[r.jurisdiction] || r.jurisdiction], since, ...(item ? [ties] : [])];
    });
    const about = [q.jurisdiction && `made by ${S.the(D.places[q.jurisdiction])}`, q.target && `reaching ${S.the(D.places[q.target])}`, item && `on ${D.items[item][0]}`, q.domain && S.term(q.domain)].filter(Boolean).join(", ");
    const head = S.el("p", { class: "verdict" }, `${by.size.toLocaleString("en")} ${by.size === 1 ? "measure" : "measures"} ${days[0] === days[1] ? "on " + S.date(text) : "at some time of " + S.date(text)}${about ? ", " + about : ""}.`);
    answer.replaceChildren(head, ...(rows.length ? [S.table(["Measure", "Made by", "In force", ...(item ? ["What it does with the item"] : [])], rows.slice(0, FIRST).map((make) => make()))] : []));
    clearTimeout(later);
    if (rows.length > FIRST) later = setTimeout(() => S.more(answer.querySelector("tbody"), rows.slice(FIRST).map((make) => make())));
  }
  form.addEventListener("input", run);
  form.addEventListener("submit", (e) => { e.preventDefault(); run(); });
  run();
})();
