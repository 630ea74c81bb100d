// names against the firms of the record; nothing leaves the browser
"use strict";
(() => {
  const D = globalThis.SCREEN, A = globalThis.ANSWERS, S = globalThis.SAY;
  const MOST = 20000, SHOWN = 500;
  const form = document.getElementById("ask"), answer = document.getElementById("answer"), names = document.getElementById("names");
  let index;
  form.hidden = false;
  form.on.value = S.asked().on || S.today(D.day);
  const said = { yes: "listed", possible: "perhaps listed" };
  const how = ([tier, likeness]) => (tier === 4 ? `similar: ${likeness} of 100 letters alike` : tier === 5 ? "a part of the name is the same: check this" : D.tiers[tier]);

  async function run() {
    const days = A.period(form.on.value);
    if (!days) { answer.replaceChildren(); return S.say(`“${form.on.value.slice(0, 40)}” is no date: write a day as 2024-09-08.`); }
    const every = [...new Set(names.value.split(/[\r\n]+/).map((n) => n.trim()).filter(Boolean))];
    if (!every.length) { answer.replaceChildren(); return S.say("Paste at least one name."); }
    const lines = every.slice(0, MOST);
    index = index || A.index(D);
    const rows = [];
    let hits = 0, onList = 0, parts = 0;
    for (let n = 0; n < lines.length; n++) {
      if (n % 400 === 399) { S.say(`${n + 1} of ${lines.length} …`); await new Promise((go) => setTimeout(go)); }
      const found = A.find(index, lines[n].slice(0, 300));
      if (!found.length) continue;
      hits++;
      if (found[0][0] === 5) parts++;
      else if (found.some(([, , at]) => A.listed(D, at, days).length)) onList++;
      if (rows.length < SHOWN) found.slice(0, 8).forEach((hit) => {
        const [, , at, matched] = hit, [id, place, parent, , roles] = D.firms[at], name = D.names[at][1];
        const on = A.listed(D, at, days);
        const lists = on.map((l) => S.el("div", {}, S.el("span", { class: "chip k-revoked" }, said[l.listed]), " ", S.measure(l.id, l.title), S.el("small", {}, `${l.from ? ` since ${S.date(l.from)}` : ""}${l.until ? ` until ${S.date(l.until)}` : ""}${l.late ? ", as far as is known" : ""}${l.counted ? `; ${l.counted} of those it names are in the record` : ""} `), S.claim(l.claim)));
        const above = D.firms.find((f) => f[0] === parent);
        rows.push([[lines[n].slice(0, 120)], [S.el("a", { href: `firms/${id}.html` }, name), S.el("small", {}, ` ${D.places[place] || ""} – ${how(hit)}${matched === name ? "" : `: ${matched}`}`), above ? S.el("small", {}, " part of ", S.el("a", { href: `firms/${parent}.html` }, D.names[D.firms.indexOf(above)][1])) : ""], lists.length ? lists : [S.el("small", {}, roles ? "on no list in force in the record; measures touch it" : "on no list in the record")]]);
      });
    }
    S.say(every.length > MOST ? `${every.length.toLocaleString("en")} names were pasted; the first ${MOST.toLocaleString("en")} were screened.` : "");
    const head = S.el("p", { class: "verdict k-" + (onList ? "revoked" : "in-force") }, `${onList.toLocaleString("en")} of ${lines.length.toLocaleString("en")} ${lines.length === 1 ? "name" : "names"} may be on a list in force on ${S.date(form.on.value.trim())}; ${(hits - onList - parts).toLocaleString("en")} more ${hits - onList - parts === 1 ? "is" : "are"} like a firm of the record; ${parts ? `${parts.toLocaleString("en")} ${parts === 1 ? "shares" : "share"} a part of a name and must be checked; ` : ""}${(lines.length - hits).toLocaleString("en")} without a match, which is no clearance.`);
    answer.replaceChildren(head, ...(rows.length ? [S.table(["Pasted", "Firm of the record", "Lists"], rows)] : []), rows.length >= SHOWN ? S.el("p", { class: "more" }, `The first ${SHOWN} matches are shown.`) : "");
  }
  form.addEventListener("submit", (e) => { e.preventDefault(); run(); });
})();
