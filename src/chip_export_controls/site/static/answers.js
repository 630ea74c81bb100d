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
  const overlap = (from, until, [first, last]) => (from || "") <= last && first <= (until || LAST);
  const meets = (row, days) => overlap(row[1], row[2], days);
  const joined = (texts, by = "; ") => [...new Set(texts.filter(Boolean))].join(by);

  // the parts of a measure in force at some time of the period, as the library's in_force gives them
  function parts(data, measure, days) {
    const by = new Map();
    measure[5].forEach((row) => meets(row, days) && by.set(row[0], row));
    const searched = data.searched[measure[2]];
    return [...by.values()].map(([scope, , , sure, event, since, claim, excepted, until, basis, doubt]) => {
      const known = sure && !measure[6].some((other) => other[0] === scope && meets(other, days));
      const late = searched && days[1] > searched;
      const note = [late && data.after.replace("{}", searched), !known && data.doubts[doubt]].filter(Boolean).join("; ");
      return { scope, certain: !note, note, event, since, until, basis, searched: searched || "", claim, excepted };
    });
  }

  // what a measure of a jurisdiction may name to reach the destination in the period
  function names(data, destination, days, jurisdiction) {
    const rows = ((data.apart[jurisdiction] || {})[destination] || data.names[destination] || []).filter((row) => meets(row, days));
    return new Set([destination, "*", ...rows.map((row) => row[0])]);
  }

  // what ties an item to each measure: rows that name it, its families or its kinds, and claims that only mention it
  function tied(data, item) {
    const near = { ...data.near[item], [item]: "itself" };
    const ties = new Map();
    data.named.forEach(([m, other, effect, code, claim]) => near[other] && ties.set(m, [...(ties.get(m) || []), { item: other, reach: near[other], effect, code, claim }]));
    (data.mentioned[item] || []).forEach((m) => ties.has(m) || ties.set(m, [{ item, reach: "mentioned", effect: "", code: "" }]));
    return ties;
  }
  // the items among those of one measure that it frees, told where it also controls others
  function freed(data, ties) {
    const free = ties.filter((t) => data.freed.includes(t.effect));
    return free.length === ties.length ? [] : [...new Set(free.map((t) => `${t.item} (${t.effect})`))].sort();
  }

  function inForce(data, days, { jurisdiction, target, item, domain } = {}) {
    const ties = item ? tied(data, item) : null;
    const reached = {};
    const found = [];
    data.measures.forEach((m, n) => {
      const [id, title, whose, of, instrument, , , , targets] = m;
      if ((jurisdiction && whose !== jurisdiction) || (domain && of !== domain) || (ties && !ties.has(n))) return;
      if (target) {
        reached[whose] = reached[whose] || names(data, target, days, whose);
        if (!targets.some((t) => reached[whose].has(t))) return;
      }
      const mine = ties ? ties.get(n) : [];
      const free = freed(data, mine);
      parts(data, m, days).forEach((part) => found.push({ measure: n, id, title, jurisdiction: whose, domain: of, instrument, ties: mine, ...part, excepted: [part.excepted, ...free].filter(Boolean).join("; ") }));
    });
    const last = (r) => +(r.ties.length > 0 && r.ties[0].reach === "mentioned");
    return found.sort((a, b) => last(a) - last(b));
  }

  // --- a product against the limits
  const MET = "met", NOT = "not met", UNKNOWN = "cannot tell";
  const HOLDS = { "<": (a, b) => a < b, "<=": (a, b) => a <= b, "=": (a, b) => a === b, ">=": (a, b) => a >= b, ">": (a, b) => a > b };

  function condition(value, operator, limit, unit) {
    let has = value.value;
    if (value.unit && value.unit !== unit) has = (value.others || {})[unit] ?? null;
    if (has === null) return UNKNOWN;
    if (Math.abs(has - limit) <= 1e-12 * Math.max(Math.abs(has), Math.abs(limit))) has = limit;
    const holds = HOLDS[operator](has, limit);
    if (value.comparator === "=") return holds ? MET : NOT;
    if (operator[0] === value.comparator[0]) return holds ? MET : UNKNOWN;
    const never = operator === "=" ? (value.comparator === "<=" ? has < limit : has > limit) : !holds;
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
    (check.told[item] || []).forEach(([p, comparator, value, unit, claim, others]) => (told[p] = told[p] || []).push({ value, unit, comparator, claim, others }));
    return { ...told, ...given };
  }

  // `said`: what a person says of conditions in words, {name: true or false}
  function clausesOf(check, near, told, said) {
    const of = new Map();
    check.limits.forEach(([m, item, clause, parameter, operator, limit, unit, words, outcome, claim]) => {
      if (!near[item]) return;
      if (!of.has(m)) of.set(m, new Map());
      const k = key(item, clause, outcome);
      if (!of.get(m).has(k)) of.get(m).set(k, { item, clause, outcome, conditions: [] });
      const answer = said[parameter] === undefined ? UNKNOWN : said[parameter] ? MET : NOT;
      const rows = words ? [{ parameter, words, condition: answer, claim }]
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

  // by measure: the measure in force that suspends it and names the product, or a family of it, as free
  function suspended(data, check, acting, near) {
    const free = new Set(data.named.filter((r) => near[r[1]] && data.freed.includes(r[2])).map((r) => r[0]));
    return new Map(check.suspends.filter(([by]) => acting.has(by) && free.has(by)).map(([by, old]) => [old, by]));
  }
  // whether limits say which of the items of a name are meant: those of the same item, under the same code if any
  const limited = (limits, item, code, outcome) => [...limits.values()].some((c) => c.item === item && c.outcome === outcome && (!code || covers(code, c.clause) || covers(c.clause, code)));

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

  // what the measures that act say of a licence for the clause; whether one reaches the destination the library decided
  function licence(data, check, measure, clause, destination, days, acting) {
    const L = check.licences, [NEEDED, CHART, NOT_NAMED, UNSAID, EXCEPTED] = L.states;
    const m = data.measures[measure], whose = m[2];
    const [needs, frees] = (L.of[whose] || {})[clause] || [[], []];
    const rows = needs.map((n) => L.needs[n]).filter((r) => acting.has(r[0]));
    const free = frees.map((n) => L.frees[n]).filter((r) => acting.has(r[0]));
    if (!destination) return { destination: "", reason: joined(rows.map((r) => `${r[2]} ${r[1]}`)), policy: joined(rows.map((r) => r[3])), exception: joined(free.map((r) => r[2])) };
    const reaches = names(data, destination, days, whose);
    const exception = joined(free.filter((r) => reaches.has(r[1])).map((r) => r[2]));
    const columns = at(L, destination, days);
    const by = { [NEEDED]: [], [CHART]: [], [NOT_NAMED]: [], [EXCEPTED]: [] };
    rows.forEach((r) => {
      const state = L.states[Math.min(...columns.map((c) => +r[4][c]))];
      by[state === NEEDED && acting.get(r[0]) ? EXCEPTED : state].push(r);
    });
    const targets = m[8];
    if (!by[NEEDED].length && targets.some((t) => t !== "*" && reaches.has(t))) by[NEEDED] = by[EXCEPTED].length ? by[EXCEPTED] : by[CHART];
    const state = [NEEDED, EXCEPTED, CHART].find((s) => by[s].length);
    if (state) return { destination: state, reason: joined(by[state].map((r) => r[2])), policy: joined(by[state].map((r) => r[3])), exception };
    if (rows.length) return { destination: NOT_NAMED, reason: "", policy: "", exception: "" };
    return { destination: !targets.length ? UNSAID : targets.some((t) => reaches.has(t)) ? NEEDED : NOT_NAMED, reason: "", policy: "", exception };
  }
  // the digits of a requirement that tell of a destination in a period
  function at(licences, destination, days) {
    let start = 0;
    for (const [code, turns] of Object.entries(licences.columns)) {
      if (code === destination) return turns.map((day, n) => [n, day, turns[n + 1]]).filter(([, day, next]) => (day || "") <= days[1] && (!next || days[0] < next)).map(([n]) => start + n);
      start += turns.length;
    }
    return [];
  }
  const covers = (code, clause) => !!code && (clause === code || [".", " ", "("].some((after) => clause.startsWith(code + after)));

  // what the measure does to the item under the code nearest to the clause, a licence before a mere notice
  function effectOn(named, item, clause) {
    const rows = named.filter((r) => r[1] === item);
    const near = rows.filter((r) => !r[3] || covers(r[3], clause));
    const close = near.length ? near : rows;
    const weight = (r) => [[...r[3]].length, +(r[2] !== "notification")];
    let best = null;
    close.forEach((r) => { const [a, b] = weight(r), [c, d] = best ? weight(best) : [-1, -1]; if (a > c || (a === c && b > d)) best = r; });
    const strict = best && best[2] === "notification" ? close.filter((r) => ["banned", "licence-required"].includes(r[2])) : [];
    return (strict[0] || best || ["", "", ""])[2];
  }

  function evaluate(data, check, item, days, { given, said = {}, jurisdiction, domain, destination } = {}) {
    const near = Object.fromEntries([[item, "itself"], ...above(data.items, item).map((i) => [i, "family"])]);
    const of = clausesOf(check, near, known(check, item, given), said);
    const rows = inForce(data, days, { jurisdiction, domain });
    const scopes = new Map(), acting = new Map();
    rows.forEach((r) => { scopes.set(r.measure, [...(scopes.get(r.measure) || []), r.scope]); acting.set(r.measure, r.excepted); });
    const later = replaced(check, of, scopes), aside = suspended(data, check, scopes, near);
    const found = [];
    const seen = new Set();
    const put = (row) => { const k = JSON.stringify(row); if (!seen.has(k)) { seen.add(k); found.push(row); } };
    rows.forEach((part) => {
      const all = [...scopes.get(part.measure), ...data.measures[part.measure][7]];
      const limits = of.get(part.measure) || new Map();
      const every = namedBy(data).get(part.measure) || [];
      const { measure, id, scope, certain, note, jurisdiction, domain, since, until, basis } = part;
      const place = (row) => {
        if (!ofPart(scope, all, row.clause)) return;
        const by = later[key(measure, row.item, entry(row.clause))] ?? aside.get(measure);
        put({ measure, id, scope, certain, note, jurisdiction, domain, since, until, basis, ...row, licence: licence(data, check, measure, row.clause, destination, days, acting), replaced: by === undefined ? "" : data.measures[by][0] });
      };
      every.forEach(([, i, effect, code, claim]) => {
        const how = near[i];
        const outcome = data.freed.includes(effect) ? "exempted" : "caught";
        if (!how || (how === "family" && limits.size) || (how === "itself" && limited(limits, i, code, outcome))) return;
        const verdictOf = how !== "itself" ? UNKNOWN : outcome;
        place({ item: i, reach: how, effect, clause: code, verdict: verdictOf, conditions: [[{ condition: how === "itself" ? "named" : "family named", claim }]] });
      });
      limits.forEach((c) => place({ item: c.item, reach: near[c.item], effect: effectOn(every, c.item, c.clause), clause: c.clause, verdict: verdict(c.conditions, c.outcome), conditions: c.conditions }));
    });
    return found;
  }

  // the answer to a check, part by part, as the library's `judged` puts it into a sentence
  function judge(check, found, destination, domain) {
    const [, CHART, NOT_NAMED, UNSAID, EXCEPTED] = check.licences.states;
    const keyOf = (r) => key(r.id, entry(r.clause));
    const rows = found.filter((r) => !r.replaced && (domain || r.domain === "export-control"));
    const reach = rows.filter((r) => r.licence.destination !== NOT_NAMED);
    const caught = reach.filter((r) => r.verdict === "caught");
    const met = new Set(reach.filter((r) => r.verdict === "exempted").map(keyOf));
    const bound = caught.filter((r) => !met.has(keyOf(r)));
    const sure = bound.filter((r) => ![CHART, EXCEPTED, UNSAID].includes(r.licence.destination));
    const codes = (some) => joined(some.map((r) => r.clause), ", ") || "name";
    const away = destination ? rows.filter((r) => r.licence.destination === NOT_NAMED && r.verdict === "caught") : [];
    const open = new Map();
    reach.filter((r) => r.verdict === UNKNOWN).forEach((r) => { const k = key(r.id, r.clause); if (!open.has(k)) open.set(k, r); });
    const kinds = reach.filter((r) => r.reach === "itself" && r.verdict === UNKNOWN && !r.clause.includes("note") && r.conditions.flat().some((c) => [UNKNOWN, MET].includes(c.condition)));
    const told = new Map();
    (sure.length ? sure : bound.length ? bound : caught.length ? [] : kinds).forEach((r) => {
      const k = key(r.jurisdiction, r.id);
      if (!told.has(k)) told.set(k, { jurisdiction: r.jurisdiction, id: r.id, rows: [] });
      told.get(k).rows.push(r);
    });
    const clauses = [...told.values()].map(({ jurisdiction, id, rows: some }) => {
      const effect = some.map((r) => r.effect).find(Boolean);
      return { jurisdiction, id, rows: some, effect: effect ? check.phrases[effect] || effect : "caught", codes: joined(some.map((r) => r.clause), ", ") };
    });
    const way = destination && bound.length ? [CHART, EXCEPTED, UNSAID].map((state) => [state, bound.filter((r) => r.licence.destination === state)]).filter(([, some]) => some.length).map(([state, some]) => [state, codes(some)]) : [];
    const keys = new Set(bound.map(keyOf));
    const free = [...new Set(reach.filter((r) => r.verdict === UNKNOWN && r.clause.includes("note") && keys.has(keyOf(r)))
      .flatMap((r) => r.conditions.flat().filter((c) => c.condition === UNKNOWN).map((c) => `${r.clause}: ${c.words || c.limit}`)))].sort();
    const exceptions = [...new Set(bound.flatMap((r) => r.licence.exception.split("; ")).filter(Boolean))].sort();
    const state = sure.length ? "controlled" : bound.length ? "perhaps" : caught.length ? "freed" : kinds.length ? "depends" : "not caught";
    return { state, clauses, bound, caught, away: away.length ? codes(away) : "", open: [...open.values()], way, free, exceptions, codes: codes(caught), doubt: [...new Set(bound.filter((r) => !r.certain).map((r) => r.id))].sort() };
  }

  // --- names: folded as the library folds them, and found as its `screen` finds them
  function reader(screen) {
    const R = screen.rules;
    const simple = new Map([...R.simplified[0]].map((c, n) => [c, [...R.simplified[1]][n]]));
    const pattern = (text) => new RegExp(text, "gu");
    const [dotted, split, joinedForms, groupWords] = [R.dotted, R.split, R.joined, R.group].map(pattern);
    const phrases = R.phrases.map(([p, short]) => [pattern(p), short]);
    const forms = new Set(R.forms), small = new Set(R.small);
    const has = (of, word) => Object.prototype.hasOwnProperty.call(of, word);
    const kept = new Map();
    const once = (what, text, make) => {
      const k = what + text;
      if (!kept.has(k)) { if (kept.size > 200000) kept.clear(); kept.set(k, make()); }
      return kept.get(k);
    };
    function plain(text) {
      const found = [];
      for (const letter of text.normalize("NFD")) if (!(/\p{M}/u.test(letter) && found.length && found[found.length - 1].codePointAt(0) < 0x250)) found.push(letter);
      return found.join("").normalize("NFC");
    }
    const fold = (text) => once("f", text, () => {
      let given = text.normalize("NFKC").toLowerCase().replaceAll("ß", "ss").replaceAll("ς", "σ");
      if (/[^\0-\x7f]/.test(given)) given = [...plain(given)].map((c) => (has(R.letters, c) ? R.letters[c] : simple.get(c) || c)).join("");
      given = given.replaceAll("&", " and ").replace(dotted, (_, inside) => inside.replaceAll(".", ""));
      return given.replace(/(?<=[\p{L}\p{N}_])['’`](?=[\p{L}\p{N}_])/gu, "").split(split).filter(Boolean).join(" ");
    });
    const compact = (text) => fold(text).replaceAll(" ", "");
    const bare = (text) => once("b", text, () => {
      let given = fold(text.normalize("NFKC").replace(joinedForms, " "));
      phrases.forEach(([p, short]) => { given = given.replace(p, short); });
      const every = given.split(/\s+/).filter(Boolean), words = [...every];
      while (words.length > 1 && forms.has(words[words.length - 1])) words.pop();
      while (words.length > 1 && forms.has(words[0])) words.shift();
      return (words.length ? words : every).join(" ");
    });
    const telling = (text) => [...new Set(bare(text).split(" ").filter((w) => w && !small.has(w) && !forms.has(w)).map((w) => (has(R.same, w) ? R.same[w] : w.replace(groupWords, "$1"))))].sort();
    const sorted = (text) => bare(text).split(" ").filter(Boolean).sort().join(" ");
    return { fold, compact, bare, telling, sorted };
  }

  // 32 letters of a text as bits, to see quickly that two have too little in common
  function counts(letters) {
    const of = new Map();
    letters.forEach((c) => of.set(c, (of.get(c) || 0) + 1));
    return of;
  }
  function longest(one, two) { // letters in common, in order: the bits of Hyyrö's way, in words of 30 bits
    const size = Math.ceil(one.length / 30), places = new Map(), full = 0x3fffffff;
    one.forEach((c, n) => { if (!places.has(c)) places.set(c, new Array(size).fill(0)); places.get(c)[(n / 30) | 0] |= 1 << n % 30; });
    const state = new Array(size).fill(full);
    two.forEach((c) => {
      const match = places.get(c);
      if (!match) return;
      let carry = 0;
      for (let w = 0; w < size; w++) {
        const both = state[w] & match[w], sum = state[w] + both + carry;
        carry = sum > full ? 1 : 0;
        state[w] = ((sum & full) | (state[w] & ~match[w])) & full;
      }
    });
    let found = 0;
    state.forEach((word, w) => { const top = Math.min(30, one.length - 30 * w); for (let n = 0; n < top; n++) if (!(word & (1 << n))) found++; });
    return found;
  }

  function index(screen) {
    const N = reader(screen);
    const same = new Map(), form = new Map(), words = new Map(), bearing = new Map(), holding = new Map(), inHan = new Set();
    const into = (map, k, one) => { if (!map.has(k)) map.set(k, new Set()); map.get(k).add(one); };
    const put = (map, k, firm, name) => { if (!map.has(k)) map.set(k, new Map()); if (!map.get(k).has(firm)) map.get(k).set(firm, name); };
    const sizes = new Map();
    screen.names.forEach(([firm, name]) => {
      put(same, N.compact(name), firm, name);
      put(form, N.bare(name).replaceAll(" ", ""), firm, name);
      const told = N.telling(name), telling = told.join(" ");
      if (telling) put(words, telling, firm, name);
      told.forEach((word) => { into(bearing, word, firm); into(holding, word, telling); });
      if (telling && HAN.test(name)) inHan.add(telling);
      const letters = [...N.sorted(name)];
      if (!sizes.has(letters.length)) sizes.set(letters.length, []);
      sizes.get(letters.length).push({ firm, name, letters, counts: counts(letters) });
    });
    return { ...N, same, form, words, sizes, screen, bearing, holding, inHan };
  }
  const HAN = /[\u3400-\u9fff]/;
  const within = (some, all) => some.size > 0 && [...some].every((word) => all.has(word));
  // whether all telling words of one name are in the other, or all of three words or more
  function shared(one, two, rare) {
    const some = new Set([...one].filter((w) => rare.has(w))), others = new Set([...two].filter((w) => rare.has(w)));
    const common = [...one].filter((w) => two.has(w)).length;
    return within(some, two) || within(others, one) || (common > 2 && (common === one.size || common === two.size));
  }
  // whether one of two Chinese names is a part of the other, and has three signs or more
  function inside(one, two) {
    const [short, long] = [...one].length <= [...two].length ? [one, two] : [two, one];
    return [...short].length > 2 && HAN.test(short) && long.includes(short);
  }
  const half = (n) => { const low = Math.floor(n), rest = n - low; return rest > 0.5 || (rest === 0.5 && low % 2) ? low + 1 : low; };
  // the firms whose name holds the telling words of the name, or is held by it: the nearest few
  function partly(ix, asked) {
    const words = new Set(ix.telling(asked)), found = new Map(), id = (hit) => ix.screen.firms[hit[2]][0];
    const rareOf = (some) => [...some].filter((w) => (ix.bearing.get(w) || new Set()).size <= ix.screen.common && ([...w].length > 2 || HAN.test(w)));
    const rare = rareOf(words), whole = [...words].join("");
    const near = new Set([...words].flatMap((w) => [...(ix.holding.get(w) || [])]));
    if (HAN.test(asked)) ix.inHan.forEach((telling) => near.add(telling));
    near.forEach((telling) => {
      const have = new Set(telling.split(" ")), common = [...words].filter((w) => have.has(w)).length;
      if (!inside(whole, [...have].join("")) && !(common && shared(words, have, new Set([...rare, ...rareOf(have)])))) return;
      const likeness = half((100 * common) / (words.size + have.size - common));
      ix.words.get(telling).forEach((name, firm) => { const old = found.get(firm); if (!old || old[1] < likeness || (old[1] === likeness && name < old[3])) found.set(firm, [5, likeness, firm, name]); });
    });
    return [...found.values()].sort((a, b) => b[1] - a[1] || (id(a) < id(b) ? -1 : 1)).slice(0, ix.screen.many);
  }
  function alike(ix, letters, cutoff) {
    const found = new Map(), mine = counts(letters), n = letters.length;
    for (let size = Math.ceil((n * cutoff) / (200 - cutoff) - 1e-9); size <= (n * (200 - cutoff)) / cutoff + 1e-9; size++) {
      const wanted = (cutoff * (n + size)) / 200;
      (ix.sizes.get(size) || []).forEach((other) => {
        let common = 0;
        mine.forEach((count, c) => { const theirs = other.counts.get(c); if (theirs) common += Math.min(count, theirs); });
        if (common < wanted - 1e-9) return;
        const likeness = (200 * longest(letters, other.letters)) / (n + size);
        if (likeness < cutoff - 1e-9) return;
        const whole = Math.round(likeness), old = found.get(other.firm);
        if (!old || old[1] < whole) found.set(other.firm, [4, whole, other.firm, other.name]);
      });
    }
    return [...found.values()];
  }
  // the firms that a name may mean: how near (the number of the tier), how alike, which firm, by which of its names
  function find(ix, asked) {
    const tight = ix.compact(asked), found = new Map();
    if (!tight) return [];
    const put = (tier, some) => (some || new Map()).forEach((name, firm) => { if (!found.has(firm)) found.set(firm, [tier, 100, firm, name]); });
    put(1, ix.same.get(tight));
    put(2, ix.form.get(ix.bare(asked).replaceAll(" ", "")));
    const telling = ix.telling(asked).join(" ");
    if (telling) put(3, ix.words.get(telling));
    if (!found.size && [...tight].length > 3) alike(ix, [...ix.sorted(asked)], ix.screen.similar).forEach((hit) => found.set(hit[2], hit));
    if (!found.size) return partly(ix, asked);
    const id = (hit) => ix.screen.firms[hit[2]][0];
    return [...found.values()].sort((a, b) => a[0] - b[0] || b[1] - a[1] || (id(a) < id(b) ? -1 : 1));
  }
  // the lists that a firm stands on in a period
  function listed(screen, firm, days) {
    return screen.firms[firm][3].filter((l) => meets(l, days)).map(([id, from, until, sure, claim]) => {
      const [title, jurisdiction, counted] = screen.acts[id];
      const late = screen.searched[jurisdiction] && days[1] > screen.searched[jurisdiction];
      return { id, title, jurisdiction, from, until, listed: sure ? "yes" : "possible", certain: !!sure && !late, late: !!late, counted, claim };
    });
  }

  return { period, inForce, evaluate, judge, known, above, reader, index, find, listed };
})();
