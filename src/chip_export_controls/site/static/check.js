// a product against the limits: values are filled in from the record and may be changed
"use strict";
(() => {
  const D = globalThis.IN_FORCE, C = globalThis.CHECK, A = globalThis.ANSWERS, S = globalThis.SAY;
  const form = document.getElementById("ask"), answer = document.getElementById("answer"), box = document.getElementById("values");
  const asked = S.asked();
  const limited = new Set(C.limits.map((l) => l[1]));
  const chain = (id) => [id, ...A.above(D.items, id)];
  const family = Object.keys(D.items).filter((id) => chain(id).some((i) => limited.has(i)));
  const group = (label, all) => {
    const made = S.el("optgroup", { label });
    all.map((id) => [D.items[id][0], id]).sort((a, b) => a[0].localeCompare(b[0], "en")).forEach(([n, id]) => made.append(new Option(n, id)));
    form.item.append(made);
  };
  group("Products with recorded values", Object.keys(C.told));
  group("Kinds with limits", family.filter((id) => !C.told[id]));
  group("Other items, named or not", Object.keys(D.items).filter((id) => !C.told[id] && !family.includes(id)));
  [...new Set(D.measures.map((m) => m[2]))].map((c) => [D.places[c] || c, c]).sort().forEach(([n, c]) => form.jurisdiction.append(new Option(n, c)));
  form.hidden = false;
  form.on.value = asked.on || D.day;
  const bad = [];
  if (asked.item) { form.item.value = asked.item; if (form.item.value !== asked.item) { form.item.value = ""; bad.push(`The record has no item “${asked.item.slice(0, 60)}”.`); } }
  if (asked.jurisdiction) { form.jurisdiction.value = asked.jurisdiction; if (form.jurisdiction.value !== asked.jurisdiction) form.jurisdiction.value = ""; }

  // the fields of the item chosen: every parameter that a clause on it or its families limits
  function fields(first) {
    const id = form.item.value, near = new Set(id ? chain(id) : []);
    const units = new Map();
    C.limits.filter((l) => near.has(l[1]) && !l[7]).forEach((l) => units.set(l[3], l[6]));
    const told = id ? A.known(C, id) : {};
    box.replaceChildren(S.el("legend", { class: "hid" }, "What is measured of it"));
    [...units].sort().forEach(([p, unit]) => {
      const of = told[p] || [];
      const start = of[0] || { value: "", comparator: "=" };
      const how = S.el("select", { name: "how:" + p, "aria-label": "How " + S.term(p) + " is known" });
      [["=", "is"], ["<=", "at most"], [">=", "at least"]].forEach(([v, t]) => how.append(new Option(t, v)));
      how.value = (first && asked["how:" + p]) || start.comparator;
      const value = S.el("input", { name: p, inputMode: "decimal", autocomplete: "off", placeholder: "not known" });
      value.value = (first && asked[p]) || start.value;
      value.dataset.start = String(start.value) + start.comparator;
      const more = of.length > 1 ? `; sources say ${of.map((o) => S.number(o.value)).join(", ")}` : "";
      const note = of.length ? S.el("small", {}, "recorded", more, " ", S.claim(start.claim, "source")) : S.el("small", {}, "no value recorded");
      box.append(S.el("div", { class: "value" }, S.el("label", {}, S.term(p) + (unit === "1" ? "" : `, ${unit}`), S.el("span", { class: "pair" }, how, value)), note));
    });
  }
  function given() {
    const found = {}, wrong = [];
    box.querySelectorAll("input").forEach((i) => {
      const how = box.querySelector(`select[name="how:${CSS.escape(i.name)}"]`).value, text = i.value.trim().replaceAll(",", "");
      if (text + how === i.dataset.start) return;
      if (text === "") { found[i.name] = [null]; return; }
      if (!/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text)) return wrong.push(`“${i.value.slice(0, 30)}” is no number (${S.term(i.name)})`);
      found[i.name] = [{ value: Number(text), comparator: how }];
    });
    return [found, wrong];
  }
  const COMPARE = { "<": "below", "<=": "at most", "=": "equal to", ">=": "at least", ">": "above" };
  function line(told) {
    const c = told[0];
    if (c.condition === "named" || c.condition === "family named") return S.el("li", {}, c.condition === "named" ? "named by the measure" : "its family is named; limits are not recorded", " ", S.claim(c.claim));
    if (c.words) return S.el("li", {}, c.words, S.el("b", {}, " – cannot tell"), " ", S.claim(c.claim));
    const has = told.filter((t) => t.value).map((t) => `${{ "=": "", "<=": "at most ", ">=": "at least " }[t.value.comparator] ?? ""}${S.number(t.value.value)}`).join(" or ");
    const decided = [...new Set(told.map((t) => t.condition).filter((x) => x !== "cannot tell"))];
    const met = decided.length === 1 ? decided[0] : "cannot tell";
    return S.el("li", {}, `${S.term(c.parameter)} ${COMPARE[c.operator]} ${S.number(c.limit)}${c.unit === "1" ? "" : " " + c.unit}: `, has ? `it has ${has}, ` : "", S.el("b", {}, has ? met : "not known"), " ", S.claim(c.claim, "limit"));
  }
  const KIND = { caught: "revoked", "not caught": "in-force", "cannot tell": "suspended", exempted: "in-force", eligible: "in-force" };
  function run() {
    const text = form.on.value.trim(), days = A.period(text), id = form.item.value;
    const [values, wrong] = given();
    if (!id) { answer.replaceChildren(); return S.say(bad.splice(0).join(" ") + " Choose what the product is."); }
    if (!days) { answer.replaceChildren(); return S.say(`“${text.slice(0, 40)}” is no date: write a day as 2024-09-08.`); }
    S.say(wrong.join("; ") + (wrong.length ? ": left out." : ""));
    S.keep({ item: id, on: text, jurisdiction: form.jurisdiction.value, ...Object.fromEntries(Object.entries(values).filter(([, [v]]) => v).flatMap(([p, [v]]) => [[p, v.value], ["how:" + p, v.comparator === "=" ? "" : v.comparator]])) });
    const rows = A.evaluate(D, C, id, days, { given: values, jurisdiction: form.jurisdiction.value });
    const all = (v) => rows.filter((r) => r.verdict === v && !r.replaced);
    const caught = all("caught"), open = all("cannot tell"), freed = [...all("exempted"), ...all("eligible")];
    const places = (of) => [...new Set(of.map((r) => D.places[D.measures[r.measure][2]] || ""))].join(", ");
    const missing = [...new Set(open.flatMap((r) => r.conditions.filter((t) => t[0].parameter && !t[0].words && !t.some((x) => x.value)).map((t) => S.term(t[0].parameter))))];
    const name = D.items[id][0];
    let said, kind;
    if (caught.length) { said = `Caught by ${caught.length} ${caught.length === 1 ? "clause" : "clauses"} in force: ${places(caught)}`; kind = "revoked"; }
    else if (open.length) { said = "Cannot tell"; kind = "suspended"; }
    else if (rows.length) { said = "Not caught by any recorded clause"; kind = "in-force"; }
    else { said = "No clause is recorded for it, which is not to say that it is free"; kind = "unheard-of"; }
    const head = S.el("p", { class: "verdict k-" + kind }, `${name}: ${said}.`);
    const notes = [open.length ? `${open.length} ${open.length === 1 ? "clause stays" : "clauses stay"} open${missing.length ? ": to tell, one needs " + missing.join(", ") : ""}.` : "", freed.length ? `${freed.length} ${freed.length === 1 ? "clause exempts it or admits" : "clauses exempt it or admit"} it to milder treatment.` : ""].filter(Boolean).join(" ");
    const order = ["caught", "exempted", "eligible", "cannot tell", "not caught", "not exempted", "not eligible"];
    rows.sort((a, b) => !!a.replaced - !!b.replaced || order.indexOf(a.verdict) - order.indexOf(b.verdict));
    const table = S.table(["Verdict", "Clause", "Measure", "Conditions"], rows.map((r) => [
      [S.el("span", { class: "chip k-" + (KIND[r.verdict] || "unheard-of") }, r.verdict), r.replaced ? S.el("small", {}, " rewritten by ", S.measure(r.replaced, "a later measure")) : ""],
      [r.clause || "—", r.reach === "itself" ? "" : S.el("small", {}, ` on ${D.items[r.item][0]}`)],
      [S.measure(r.id, D.measures[r.measure][1]), r.scope ? S.el("small", {}, " " + r.scope) : "", r.certain ? "" : S.el("small", {}, " possibly in force")],
      [S.el("ul", { class: "plain" }, ...r.conditions.map(line))],
    ]));
    answer.replaceChildren(head, notes ? S.el("p", {}, notes) : "", rows.length ? table : "");
  }
  form.item.addEventListener("change", () => { fields(false); run(); });
  form.addEventListener("input", (e) => { if (e.target !== form.item) run(); });
  form.addEventListener("submit", (e) => { e.preventDefault(); run(); });
  fields(true);
  run();
})();
