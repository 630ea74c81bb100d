// runs the site's own answers outside a browser: questions come in as JSON, answers go out as JSON
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInThisContext } from "node:vm";

const site = process.argv[2];
for (const name of ["answers/in-force.js", "answers/check.js", "answers/screen.js", "static/answers.js"])
  runInThisContext(readFileSync(join(site, name), "utf8"), { filename: name });
const { ANSWERS: A, IN_FORCE: D, CHECK: C, SCREEN: S } = globalThis;
const index = A.index(S.firms);
const ASK = {
  period: ([text]) => A.period(text),
  normal: ([name]) => A.normal(name),
  find: ([name]) => A.find(index, name).map(([id, how]) => [id, how]),
  inForce: ([day, q]) => A.inForce(D, A.period(day), q).flatMap((r) => (r.ties.length ? r.ties : [{}]).map((t) => [r.id, r.scope, r.certain ? "certain" : "possible", r.event, r.since, r.claim, r.excepted, t.item ?? "", t.reach ?? "", t.effect ?? "", t.code ?? ""])),
  evaluate: ([item, day, q]) => A.evaluate(D, C, item, A.period(day), q).flatMap((r) => r.conditions.flat().map((c) => [r.id, r.scope, r.certain ? "certain" : "possible", r.item, r.reach, r.effect, r.clause, r.replaced, r.verdict, c.parameter ?? "", c.operator ?? "", c.condition, c.claim ?? "", (c.value && c.value.claim) ?? ""])),
};
const asked = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(asked.map(([what, ...rest]) => ASK[what](rest))));
