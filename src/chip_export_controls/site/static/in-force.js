// in force on a day: the question is in the address, the answer in the stretches that the library computed
"use strict";
(() => {
  const D = globalThis.IN_FORCE, A = globalThis.ANSWERS, S = globalThis.SAY;
  const form = document.getElementById("ask"), answer = document.getElementById("answer");
  const asked = S.asked();
  const byName = (codes) => codes.map((c) => [D.places[c] || c, c]).sort((a, b) => a[0].localeCompare(b[0], "en"));
  byName([...new Set(D.measures.map((m) => m[2]))]).forEach(([n, c]) => form.jurisdiction.append(new Option(n, c)));
  byName(D.destinations).forEach(([n, c]) => form.target.append(new Option(n, c)));
  const items = document.getElementById("items");
  const ids = Object.fromEntries(Object.entries(D.items).map(([id, [name]]) => [name.toLowerCase(), id]));
  form.item.addEventListener("focus", () => items.childElementCount || items.append(...Object.values(D.items).map(([name]) => new Option(name))));
  form.hidden = false;
  form.on.value = asked.on || S.today(D.day);
  form.item.value = asked.item ? (D.items[asked.item] || [asked.item])[0] : "";
  const bad = [];
  const FIRST = 20; // rows that are drawn at once; the rest follow when the page has been shown
  let later;
  ["jurisdiction", "target", "domain"].forEach((k) => {
    if (!asked[k]) return;
    form[k].value = asked[k];
    if (form[k].value !== asked[k]) { form[k].value = ""; bad.push(`The address asks for ${k} “${asked[k].slice(0, 40)}”, which the record does not know; it is left out.`); }
  });

  // how many are sure, and how far was searched where the question goes further
  function sure(all) {
    const certain = all.filter((parts) => parts.some((p) => p.certain)), rest = all.filter((parts) => !certain.includes(parts));
    const late = rest.filter((parts) => parts.some((p) => p.note.startsWith(D.after.split("{}")[0])));
    const ends = [...new Set(late.map((parts) => parts[0].searched))].sort();
    const told = [`${certain.length} certain`, rest.length - late.length && `${rest.length - late.length} possible`, late.length && `${late.length} as far as is known, for their makers were read up to ${ends.map(S.date).join(" or ")}`];
    return all.length ? told.filter(Boolean).join(", ") + "." : "";
  }
  // what a measure does with the item, then in a line each what it does with its family and with kinds of it
  function told(ties) {
    if (ties[0].reach === "mentioned") return [S.el("small", {}, "only mentioned together: claims about the measure tell of the item")];
    const itself = ties.filter((t) => t.reach === "itself").map((t) => S.el("div", {}, S.term(t.effect), t.code ? ` (${t.code})` : "", " ", S.claim(t.claim)));
    const by = new Map();
    ties.filter((t) => t.reach !== "itself").forEach((t) => { const k = t.reach + t.effect; by.set(k, [...(by.get(k) || []), t]); });
    const near = [...by.values()].map((some) => S.el("div", {}, S.term(some[0].effect), S.el("small", {}, some[0].reach === "family" ? " names its family: " : some.length === 1 ? " names a kind of it: " : ` names ${some.length} kinds of it: `, ...some.flatMap((t, n) => [n ? ", " : "", S.claim(t.claim, D.items[t.item][0])]))));
    return [...itself, ...near];
  }
  function tied(all) {
    const by = (reach) => all.filter((parts) => parts[0].ties.some((t) => t.reach === reach));
    const itself = by("itself"), near = [...by("family"), ...by("kind")].filter((parts) => !itself.includes(parts));
    return [`${itself.length} ${itself.length === 1 ? "names" : "name"} it`, `${new Set(near).size} a family or kind of it`, `${by("mentioned").length} only mentioned with it`].join(", ");
  }

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
      const since = parts.map((p) => S.el("div", {}, p.scope ? S.el("b", {}, p.scope + ": ") : "", S.since(p.since), p.until ? `, until ${S.date(p.until)}` : "", p.note ? S.el("i", {}, ` (${p.note})`) : "", p.excepted ? S.el("small", {}, " but not: " + p.excepted) : "", " ", S.claim(p.claim)));
      const ties = item ? told(r.ties) : [];
      return [[S.measure(r.id, r.title)], [D.places[r.jurisdiction] || r.jurisdiction], since, ...(item ? [ties] : [])];
    });
    const about = [q.jurisdiction && `made by ${S.the(D.places[q.jurisdiction])}`, q.target && `reaching ${S.the(D.places[q.target])}`, item && `on ${D.items[item][0]}`, q.domain && S.term(q.domain)].filter(Boolean).join(", ");
    const head = S.el("p", { class: "verdict" }, `${by.size.toLocaleString("en")} ${by.size === 1 ? "measure" : "measures"} ${days[0] === days[1] ? "on " + S.date(text) : "at some time of " + S.date(text)}${about ? ", " + about : ""}${item ? ": " + tied([...by.values()]) : ""}.`);
    const known = S.el("p", { class: "asof" }, sure([...by.values()]));
    answer.replaceChildren(head, known, ...(rows.length ? [S.table(["Measure", "Made by", "In force", ...(item ? ["What it does with the item"] : [])], rows.slice(0, FIRST).map((make) => make()))] : []));
    clearTimeout(later);
    if (rows.length > FIRST) later = setTimeout(() => S.more(answer.querySelector("tbody"), rows.slice(FIRST).map((make) => make())));
  }
  form.addEventListener("input", run);
  form.addEventListener("submit", (e) => { e.preventDefault(); run(); });
  run();
})();
