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
  D.destinations.map((c) => [D.places[c] || c, c]).sort((a, b) => a[0].localeCompare(b[0], "en")).forEach(([n, c]) => form.to.append(new Option(n, c)));
  form.hidden = false;
  form.on.value = asked.on || S.today(D.day);
  const bad = [];
  if (asked.item) { form.item.value = asked.item; if (form.item.value !== asked.item) { form.item.value = ""; bad.push(`The record has no item “${asked.item.slice(0, 60)}”.`); } }
  if (asked.to) { form.to.value = asked.to; if (form.to.value !== asked.to) { form.to.value = ""; bad.push(`The record has no destination “${asked.to.slice(0, 40)}”.`); } }
  if (asked.jurisdiction) { form.jurisdiction.value = asked.jurisdiction; if (form.jurisdiction.value !== asked.jurisdiction) form.jurisdiction.value = ""; }

  // the fields of the item chosen: every parameter that a clause on it or its families limits
  function fields(first) {
    const id = form.item.value, near = new Set(id ? chain(id) : []);
    const units = new Map(), worded = new Map();
    C.limits.filter((l) => near.has(l[1]) && l[7]).forEach((l) => worded.has(l[3]) || worded.set(l[3], l[7]));
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
      const more = of.length > 1 ? `; ${of.length} values: ${[...new Set(of.map((o) => S.number(o.value)))].join(", ")}` : "";
      const note = of.length ? S.el("small", {}, "recorded", more, " ", S.claim(start.claim, "source")) : S.el("small", {}, "no value recorded");
      box.append(S.el("div", { class: "value" }, S.el("label", {}, S.term(p) + (unit === "1" ? "" : `, ${unit}`), S.el("span", { class: "pair" }, how, value)), note));
    });
    if (!worded.size) return;
    const more = S.el("details", { class: "worded" }, S.el("summary", {}, `${worded.size} ${worded.size === 1 ? "condition" : "conditions"} in words`));
    more.open = first && [...worded.keys()].some((p) => asked["is:" + p]);
    [...worded].sort().forEach(([p, words]) => {
      const answer = S.el("select", { name: "is:" + p }, new Option("not known", ""), new Option("yes", "yes"), new Option("no", "no"));
      answer.value = (first && asked["is:" + p]) || "";
      if (answer.selectedIndex < 0) answer.value = "";
      more.append(S.el("label", { class: "value" }, words, " ", answer));
    });
    box.append(more);
  }
  const answered = () => Object.fromEntries([...box.querySelectorAll('select[name^="is:"]')].filter((s) => s.value).map((s) => [s.name.slice(3), s.value === "yes"]));
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
    if (c.words) return S.el("li", {}, c.words, S.el("b", {}, " – " + (c.condition === "cannot tell" ? "not known" : c.condition)), " ", S.claim(c.claim));
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
    const said = answered(), to = form.to.value;
    S.keep({ item: id, on: text, to, jurisdiction: form.jurisdiction.value, ...Object.fromEntries([...Object.entries(values).filter(([, [v]]) => v).flatMap(([p, [v]]) => [[p, v.value], ["how:" + p, v.comparator === "=" ? "" : v.comparator]]), ...Object.entries(said).map(([p, yes]) => ["is:" + p, yes ? "yes" : "no"])]) });
    const rows = A.evaluate(D, C, id, days, { given: values, said, jurisdiction: form.jurisdiction.value, destination: to });
    const j = A.judge(C, rows, to);
    const name = D.items[id][0], where = to ? ` to ${S.the(D.places[to] || to)}` : "", on = ` on ${S.date(text)}`;
    const makers = (of) => [...new Set(of.map((c) => D.places[c.jurisdiction] || c.jurisdiction))].join(", ");
    const missing = [...new Set(j.open.flatMap((r) => r.conditions.filter((t) => t[0].parameter && !t[0].words && !t.some((x) => x.value)).map((t) => S.term(t[0].parameter))))];
    const [label, kind] = { controlled: [`Controlled${where}${on}: ${makers(j.clauses)}`, "revoked"], perhaps: [`Caught, and perhaps controlled${where}${on}: ${makers(j.clauses)}`, "suspended"], freed: [`Not caught${where}${on}: an exemption that it meets frees it from ${j.codes}`, "in-force"], depends: [`It depends${where}${on} on values that are not given: ${makers(j.clauses)}`, "suspended"], "not caught": [`Not caught${where} by any limit in the record${on}`, j.open.length ? "suspended" : "in-force"] }[j.state];
    const head = S.el("p", { class: "verdict k-" + kind }, `${name}: ${label}.`);
    const why = j.clauses.map((c) => S.el("li", {}, `${D.places[c.jurisdiction] || c.jurisdiction}: ${c.effect} ${c.codes ? "under " + c.codes : "by name"}, `, S.measure(c.id, D.measures[c.rows[0].measure][1]), licence(c.rows)));
    const [, CHART, , UNSAID, EXCEPTED] = C.licences.states, from = { [CHART]: (c) => `whether ${c} reaches it stands in the country chart, which is not recorded`, [EXCEPTED]: (c) => `${c} reaches it only by a rule of which a part is excepted`, [UNSAID]: (c) => `whether ${c} reaches it is not recorded` };
    const notes = [j.away && `caught by ${j.away}, which does not reach it`, ...j.way.map(([state, codes]) => from[state](codes)), j.free.length && `may be freed if true: ${j.free.join("; ")}`, j.exceptions.length && `licence exceptions that the entries offer: ${j.exceptions.join(", ")}`, j.open.length && `${j.open.length} ${j.open.length === 1 ? "clause" : "clauses"} could not be judged${missing.length ? `; to tell, one needs ${missing.slice(0, 8).join(", ")}${missing.length > 8 ? ` and ${missing.length - 8} more` : ""}` : ""}`, j.doubt.length && "some of this is in force only as far as is known", !j.bound.length && "this is no clearance: the record is not complete"].filter(Boolean).map((n) => S.el("li", {}, n[0].toUpperCase() + n.slice(1) + "."));
    const beside = A.notes(D, C, rows, days, { destination: to, jurisdiction: form.jurisdiction.value });
    const more = [["Terms of the licence exceptions", beside.terms], ["What speaks against a scheduled day", beside.schedules], ["What was not read", beside.gaps]]
      .filter(([, some]) => some.length).map(([title, some]) => S.el("details", { class: "worded" }, S.el("summary", {}, `${title} (${some.length})`), S.el("ul", { class: "plain" }, ...some.map((n) => S.el("li", {}, n[0].toUpperCase() + n.slice(1))))));
    const order = ["caught", "exempted", "eligible", "cannot tell", "not caught", "not exempted", "not eligible"];
    const rank = (r) => [!!r.replaced, r.domain !== "export-control", order.indexOf(r.verdict)];
    rows.sort((a, b) => rank(a).reduce((so, x, n) => so || x - rank(b)[n], 0));
    const table = S.table(["Verdict", "Clause", "Measure", "Conditions"], rows.map((r) => [
      [S.el("span", { class: "chip k-" + (KIND[r.verdict] || "unheard-of") }, r.verdict), r.replaced ? S.el("small", {}, " rewritten by ", S.measure(r.replaced, "a later measure")) : "", r.domain === "export-control" ? "" : S.el("small", {}, " " + S.term(r.domain))],
      [r.clause || "—", r.reach === "itself" ? "" : S.el("small", {}, ` on ${D.items[r.item][0]}`)],
      [S.measure(r.id, D.measures[r.measure][1]), r.scope ? S.el("small", {}, " " + r.scope) : "", r.licence.destination ? S.el("small", {}, ` – ${r.licence.destination}`) : "", r.certain ? "" : S.el("small", {}, ` (${r.note})`)],
      [S.el("ul", { class: "plain" }, ...r.conditions.map(line))],
    ]));
    answer.replaceChildren(head, why.length ? S.el("ul", {}, ...why) : "", notes.length ? S.el("ul", { class: "plain" }, ...notes) : "", ...more, rows.length ? table : S.el("p", {}, "No clause is recorded for it, which is not to say that it is free."));
  }
  // why a licence is needed, and how one is decided
  function licence(rows) {
    const all = (name) => [...new Set(rows.flatMap((r) => r.licence[name].split("; ")).filter(Boolean))];
    const reason = all("reason"), policy = all("policy");
    return S.el("small", {}, reason.length ? ` – reasons: ${reason.join(", ")}` : "", policy.length ? `; policy: ${policy.map(S.term).join(", ")}` : "", rows.some((r) => r.certain) ? "" : ` (${rows[0].note})`);
  }
  form.item.addEventListener("change", () => { fields(false); run(); });
  form.addEventListener("input", (e) => { if (e.target !== form.item) run(); });
  form.addEventListener("submit", (e) => { e.preventDefault(); run(); });
  fields(true);
  // on a phone the verdict comes before the values, which open on a tap
  document.getElementById("measured").open = matchMedia("(min-width: 46rem)").matches;
  run();
})();
