// runs the site's own answers outside a browser: questions come in as JSON, answers go out as JSON
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInThisContext } from "node:vm";

const site = process.argv[2];
for (const name of ["in-force.js", "check.js", "screen.js", "find.js", "answers.js", "finder.js"])
  runInThisContext(readFileSync(join(site, name), "utf8"), { filename: name });
const { ANSWERS: A, IN_FORCE: D, CHECK: C, SCREEN: S, FIND: N, FINDER: F } = globalThis;
const index = A.index(S), names = F.index(N, A.reader);
const hit = ([tier, , e]) => [e.kind, e.id, e.what, e.text, N.tiers[Math.floor(tier)]];
const words = (wanted) => { F.shards(names, wanted).forEach((name) => (globalThis.WORDS?.[name]) || runInThisContext(readFileSync(join(site, "words", name + ".js"), "utf8"))); return globalThis.WORDS || {}; };
const sure = (r) => (r.certain ? "certain" : "possible");
const ASK = {
  period: ([text]) => A.period(text),
  find: ([text]) => F.hits(names, text).map(hit),
  search: ([text]) => F.named(names, text).map(hit),
  pages: ([text]) => { const wanted = F.asked(names, text); return F.paged(names, words(wanted), wanted).map((n) => N.pages[n][0]); },
  fold: ([name]) => [index.fold(name), index.bare(name), index.telling(name)],
  screen: ([name, day]) => A.find(index, name).flatMap(([tier, likeness, firm, matched]) => {
    const head = [S.tiers[tier], likeness, S.firms[firm][0], matched];
    const on = A.listed(S, firm, A.period(day)).map((l) => [...head, l.id, l.listed, l.from, l.until, l.certain ? "certain" : "possible", l.counted]);
    return on.length ? on : [[...head, "", "no list in force in the record", "", "", "", ""]];
  }),
  inForce: ([day, q]) => A.inForce(D, A.period(day), q).flatMap((r) => (r.ties.length ? r.ties : [{}]).map((t) => [r.id, r.scope, sure(r), r.event, r.since, r.claim, r.excepted, r.until, r.basis, r.searched, r.note, t.item ?? "", t.reach ?? "", t.effect ?? "", t.code ?? ""])),
  evaluate: ([item, day, q]) => {
    const found = A.evaluate(D, C, item, A.period(day), q);
    const rows = found.flatMap((r) => r.conditions.flat().map((c) => [r.id, r.scope, sure(r), r.item, r.reach, r.effect, r.clause, r.replaced, r.verdict, c.parameter ?? "", c.operator ?? "", c.condition, c.claim ?? "", (c.value && c.value.claim) ?? "", r.licence.destination, r.licence.reason, r.licence.policy, r.licence.exception, r.jurisdiction, r.domain, r.since, r.until, r.basis]));
    const [verdict, notes] = sentence(A.judge(C, found, q.destination, q.domain), q.destination);
    return [rows, [verdict, [...notes, ...Object.values(A.notes(D, C, found, A.period(day), q)).flat()]]];
  },
};
// the parts of a verdict as the library's one sentence, and its notes
function sentence(j, destination) {
  const to = destination ? ` to ${destination}` : "", some = (all, n, by) => all.slice(0, n).join(by);
  const counted = (n, one) => `${n} ${one}${n === 1 ? "" : "s"}`, by = new Map();
  j.clauses.forEach((c) => by.set(c.jurisdiction, [...(by.get(c.jurisdiction) || []), `${c.effect} ${c.codes ? "under " + c.codes : "by name"} (${c.id})`]));
  const most = j.clauses.length <= 4 ? 4 : 1;
  const told = [...by].map(([whose, parts]) => parts.slice(0, most).map((one) => `${whose}: ${one}`).join("; ") + (parts.length > most ? `, and ${counted(parts.length - most, "measure")} more of ${whose}` : "")).join("; ");
  const said = { controlled: `Controlled${to}: ${told}.`, perhaps: `Caught, and perhaps controlled${to}: ${told}.`, freed: `Not caught${to}: an exemption that the product meets frees it from ${j.codes}.`, depends: `It depends${to} on values that are not given: ${told}.`, "not caught": `Not caught${to} by any limit in the record.` }[j.state];
  const open = j.open.map((r) => r.id + (r.clause ? " " + r.clause : ""));
  const left = open.length ? ` ${open.length} ${open.length === 1 ? "clause" : "clauses"} could not be judged: ${some(open, 3, ", ")}${open.length > 3 ? ` and ${open.length - 3} more (${[...new Set(j.open.slice(3).map((r) => r.jurisdiction))].join(", ")})` : ""}.` : "";
  const [, CHART, , UNSAID, EXCEPTED] = C.licences.states;
  const way = { [CHART]: (c) => `whether ${c} reaches ${destination} stands in the country chart, which is not recorded`, [EXCEPTED]: (c) => `${c} reaches ${destination} only by a rule of which a part, such as its enforcement, is excepted`, [UNSAID]: (c) => `whether ${c} reaches ${destination} is not recorded` };
  const notes = [j.away && `caught by ${j.away}, which does not reach ${destination}`, ...j.way.map(([state, codes]) => way[state](codes)), j.free.length && `may be freed if true: ${j.free.join("; ")}`, j.exceptions.length && `licence exceptions that the entries offer: ${j.exceptions.join(", ")}`, j.doubt.length && `in force only as far as is known: ${j.doubt.join(", ")}`].filter(Boolean);
  return [said + left + (j.bound.length ? "" : " This is no clearance: the record is not complete."), notes];
}
const asked = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(asked.map(([what, ...rest]) => ASK[what](rest))));
