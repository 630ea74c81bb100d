// what the answer pages ask: every stretch, limit and name comes from the library; here they are looked up and compared
"use strict";
globalThis.ANSWERS = (() => {
  const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;
  const LAST = "9999-12-31";

  // the first and the last day of a day, a month or a year; null for what is none
  function period(text) {
    const m = DATE.exec(text.trim());
    if (!m) return null;
    const [, y, mo, d] = m;
    const days = new Date(Date.UTC(2000, 0, 1));
    days.setUTCFullYear(+y, (mo ? +mo : 12), 0);
    const size = days.getUTCDate();
    if (+y < 1 || (mo && (+mo < 1 || +mo > 12)) || (d && (+d < 1 || +d > size))) return null;
    if (d) return [text.trim(), text.trim()];
    return mo ? [`${y}-${mo}-01`, `${y}-${mo}-${String(size).padStart(2, "0")}`] : [`${y}-01-01`, `${y}-12-31`];
  }

  const above = (items, id) => {
    const line = [];
    for (let p = items[id] && items[id][1]; p && !line.includes(p) && p !== id; p = items[p] && items[p][1]) line.push(p);
    return line;
  };
  const meets = (row, [first, last]) => (row[1] || "") <= last && first <= (row[2] || LAST);

  // the parts of a measure in force at some time of the period, as the library's in_force gives them
  function parts(measure, days) {
    const by = new Map();
    for (const row of measure[5]) {
      if (!meets(row, days)) continue;
      const old = by.get(row[0]);
      if (!old || old[1] < row[1]) by.set(row[0], row);
    }
    return [...by.values()].map((row) => {
      const certain = !measure[6].some((other) => other[0] === row[0] && meets(other, days));
      return { scope: row[0], certain, event: row[4], since: row[5], claim: row[6], excepted: row[7] };
    });
  }

  function reach(items, item) {
    const near = { [item]: "itself" };
    above(items, item).forEach((i) => { near[i] = "family"; });
    Object.keys(items).forEach((i) => { if (above(items, i).includes(item)) near[i] = "kind"; });
    return near;
  }

  function inForce(data, days, { jurisdiction, target, item, domain } = {}) {
    const kept = target ? new Set(data.targets[target] || data.all || []) : null;
    const near = item ? reach(data.items, item) : null;
    const named = new Map();
    if (near) data.named.forEach((r) => { if (near[r[1]]) named.set(r[0], [...(named.get(r[0]) || []), { item: r[1], reach: near[r[1]], effect: r[2], code: r[3], claim: r[4] }]); });
    const found = [];
    data.measures.forEach((m, n) => {
      if ((jurisdiction && m[2] !== jurisdiction) || (domain && m[3] !== domain) || (kept && !kept.has(n)) || (near && !named.has(n))) return;
      parts(m, days).forEach((part) => found.push({ measure: n, id: m[0], title: m[1], jurisdiction: m[2], domain: m[3], instrument: m[4], ties: named.get(n) || [], ...part }));
    });
    return found;
  }

  // --- a product against the limits
  const MET = "met", NOT = "not met", UNKNOWN = "cannot tell";
  const HOLDS = { "<": (a, b) => a < b, "<=": (a, b) => a <= b, "=": (a, b) => a === b, ">=": (a, b) => a >= b, ">": (a, b) => a > b };

  function condition(value, operator, limit, unit) {
    if (value.unit && value.unit !== unit) return UNKNOWN;
    const holds = HOLDS[operator](value.value, limit);
    if (value.comparator === "=") return holds ? MET : NOT;
    if (operator[0] === value.comparator[0]) return holds ? MET : UNKNOWN;
    const never = operator === "=" ? (value.comparator === "<=" ? value.value < limit : value.value > limit) : !holds;
    return never ? NOT : UNKNOWN;
  }
  const entry = (clause) => clause.split(".")[0];
  const key = (...cells) => cells.join("\u0000");
  const ofPart = (scope, scopes, clause) => !entry(clause) || scope.includes(entry(clause)) || !scopes.some((s) => s.includes(entry(clause)));

  function decided(told) {
    const said = new Set(told.map((t) => t.condition).filter((c) => c !== UNKNOWN));
    return said.size === 1 ? [...said][0] : UNKNOWN;
  }
  function verdict(conditions, outcome) {
    const met = conditions.map(decided);
    return met.includes(NOT) ? "not " + outcome : met.includes(UNKNOWN) ? UNKNOWN : outcome;
  }

  // what is recorded of an item; `given` takes the place of a parameter: {name: [{value, unit, comparator}]}
  function known(check, item, given = {}) {
    const told = {};
    (check.told[item] || []).forEach(([p, comparator, value, unit, claim]) => (told[p] = told[p] || []).push({ value, unit, comparator, claim }));
    return { ...told, ...given };
  }

  function clausesOf(check, near, told) {
    const of = new Map();
    check.limits.forEach(([m, item, clause, parameter, operator, limit, unit, words, outcome, claim]) => {
      if (!near[item]) return;
      if (!of.has(m)) of.set(m, new Map());
      const k = key(item, clause, outcome);
      if (!of.get(m).has(k)) of.get(m).set(k, { item, clause, outcome, conditions: [] });
      const rows = words ? [{ parameter, words, condition: UNKNOWN, claim }]
        : (told[parameter] || [null]).map((v) => ({ parameter, operator, limit, unit, value: v, condition: v ? condition(v, operator, limit, unit) : UNKNOWN, claim }));
      of.get(m).get(k).conditions.push(rows);
    });
    return of;
  }

  function replaced(check, of, forced) {
    const later = {};
    check.later.forEach(([by, old]) => {
      if (!forced.has(by) || !forced.has(old) || !of.has(by) || !of.has(old)) return;
      const has = new Set([...of.get(by).values()].map((c) => key(c.item, entry(c.clause))));
      [...of.get(old).values()].forEach((c) => { if (has.has(key(c.item, entry(c.clause)))) later[key(old, c.item, entry(c.clause))] = by; });
    });
    return later;
  }

  // the rows that name items, by measure; made once
  const namings = new WeakMap();
  function namedBy(data) {
    if (!namings.has(data)) {
      const by = new Map();
      data.named.forEach((r) => by.set(r[0], [...(by.get(r[0]) || []), r]));
      namings.set(data, by);
    }
    return namings.get(data);
  }

  function evaluate(data, check, item, days, { given, jurisdiction, domain } = {}) {
    const near = { [item]: "itself" };
    above(data.items, item).forEach((i) => { near[i] = "family"; });
    const told = known(check, item, given);
    const of = clausesOf(check, near, told);
    const rows = inForce(data, days, { jurisdiction, domain });
    const scopes = new Map();
    rows.forEach((r) => scopes.set(r.measure, [...(scopes.get(r.measure) || []), r.scope]));
    const later = replaced(check, of, new Set(scopes.keys()));
    const found = [];
    const seen = new Set();
    const put = (row) => { const k = JSON.stringify(row); if (!seen.has(k)) { seen.add(k); found.push(row); } };
    rows.forEach((part) => {
      const all = [...scopes.get(part.measure), ...data.measures[part.measure][7]];
      const limits = of.get(part.measure) || new Map();
      const named = (namedBy(data).get(part.measure) || []).filter((r) => near[r[1]]);
      const effects = Object.fromEntries(named.map((r) => [r[1], r[2]]));
      const head = { measure: part.measure, id: part.id, scope: part.scope, certain: part.certain };
      const place = (row) => {
        if (!ofPart(part.scope, all, row.clause)) return;
        const by = later[key(part.measure, row.item, entry(row.clause))];
        put({ ...head, ...row, replaced: by === undefined ? "" : data.measures[by][0] });
      };
      named.forEach(([, i, effect, code, claim]) => {
        const how = near[i];
        if (how === "family" && limits.size) return;
        const freed = effect === "exempted" || effect === "decontrolled";
        const said = how !== "itself" ? UNKNOWN : freed ? "exempted" : "caught";
        place({ item: i, reach: how, effect, clause: code, verdict: said, conditions: [[{ condition: how === "itself" ? "named" : "family named", claim }]] });
      });
      limits.forEach((c) => place({ item: c.item, reach: near[c.item], effect: effects[c.item] || "", clause: c.clause, verdict: verdict(c.conditions, c.outcome), conditions: c.conditions }));
    });
    return found;
  }

  // --- names
  const LEGAL = new Set("inc ltd llc co corp corporation company limited nv bv ag gmbh kk plc sa se spa srl oy ab as pte pty jsc pjsc ooo lp llp".split(" "));
  const CJK = ["股份有限公司", "有限责任公司", "有限責任公司", "有限公司", "株式会社", "株式會社", "주식회사"].map((f) => f.normalize("NFKD"));
  const ALIKE = 78;
  function normal(name) {
    let text = name.toLowerCase().replaceAll("&", " and ").normalize("NFKD");
    CJK.forEach((form) => { text = text.replaceAll(form, " "); });
    text = text.replace(/\p{M}/gu, "").replace(/[^\p{L}\p{N}]/gu, (c) => ("'’.".includes(c) ? "" : " "));
    const words = text.split(" ").filter(Boolean);
    const kept = words.filter((w) => !LEGAL.has(w));
    return (kept.length ? kept : words).join(" ");
  }
  function trigrams(text) {
    const letters = [...` ${text} `];
    const found = new Set();
    for (let n = 0; n + 2 < letters.length; n++) found.add(letters.slice(n, n + 3).join(""));
    return found;
  }
  function index(firms) {
    const exact = new Map(), words = new Map(), grams = new Map(), sizes = new Map();
    const put = (map, k, v) => { if (!map.has(k)) map.set(k, new Set()); map.get(k).add(v); };
    firms.forEach(([id, names], n) => names.forEach((name) => {
      const form = normal(name);
      if (!form) return;
      put(exact, form, n);
      form.split(" ").forEach((w) => put(words, w, form));
      const of = trigrams(form);
      sizes.set(form, of.size);
      of.forEach((g) => put(grams, g, form));
    }));
    return { exact, words, grams, sizes, firms };
  }
  const ORDER = ["same", "within", "alike"];
  function find(ix, asked) {
    const form = normal(asked);
    if (!form) return [];
    const found = new Map();
    const put = (other, how) => ix.exact.get(other).forEach((n) => { if (!found.has(n)) found.set(n, how); });
    if (ix.exact.has(form)) put(form, "same");
    const words = new Set(form.split(" "));
    const near = new Set();
    words.forEach((w) => (ix.words.get(w) || []).forEach((f) => near.add(f)));
    near.forEach((other) => {
      const of = new Set(other.split(" "));
      const inside = (a, b) => [...a].every((w) => b.has(w));
      const inner = inside(words, of) ? words : of;
      const letters = [...inner].reduce((n, w) => n + [...w].length, 0);
      if ((inside(words, of) || inside(of, words)) && letters >= 4) put(other, "within");
    });
    const mine = trigrams(form);
    const shared = new Map();
    mine.forEach((g) => (ix.grams.get(g) || []).forEach((f) => shared.set(f, (shared.get(f) || 0) + 1)));
    shared.forEach((count, other) => { if (200 * count >= ALIKE * (mine.size + ix.sizes.get(other))) put(other, "alike"); });
    return [...found].map(([n, how]) => [ix.firms[n][0], how, n]).sort((a, b) => ORDER.indexOf(a[1]) - ORDER.indexOf(b[1]) || (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
  }

  return { period, inForce, evaluate, known, above, reach, normal, index, find };
})();
