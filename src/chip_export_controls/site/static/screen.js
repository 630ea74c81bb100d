// names against the firms of the record; nothing leaves the browser
"use strict";
(() => {
  const D = globalThis.SCREEN, A = globalThis.ANSWERS, S = globalThis.SAY;
  const MOST = 20000, SHOWN = 500;
  const form = document.getElementById("ask"), answer = document.getElementById("answer"), names = document.getElementById("names");
  const HOW = { same: "the same name", within: "one name within the other", alike: "spelt alike" };
  let index;
  form.hidden = false;
  form.on.value = S.asked().on || D.day;
  const listed = (firm, [first, last]) => firm[3].filter((l) => (l[1] || "") <= last && first <= (l[2] || "9999-12-31"));

  async function run() {
    const days = A.period(form.on.value);
    if (!days) { answer.replaceChildren(); return S.say(`“${form.on.value.slice(0, 40)}” is no date: write a day as 2024-09-08.`); }
    const every = [...new Set(names.value.split(/[\r\n]+/).map((n) => n.trim()).filter(Boolean))];
    if (!every.length) { answer.replaceChildren(); return S.say("Paste at least one name."); }
    const lines = every.slice(0, MOST);
    index = index || A.index(D.firms);
    const rows = [];
    let hits = 0, onList = 0;
    for (let n = 0; n < lines.length; n++) {
      if (n % 400 === 399) { S.say(`${n + 1} of ${lines.length} …`); await new Promise((go) => setTimeout(go)); }
      const found = A.find(index, lines[n].slice(0, 300));
      if (!found.length) continue;
      hits++;
      if (found.some(([, , at]) => listed(D.firms[at], days).length)) onList++;
      if (rows.length < SHOWN) found.slice(0, 8).forEach(([id, how, at]) => {
        const firm = D.firms[at], on = new Map(listed(firm, days).map((l) => [l[0], l]));
        const lists = [...on.values()].map((l) => S.el("div", {}, S.el("span", { class: "chip k-revoked" }, l[3] ? "listed" : "perhaps listed"), " ", S.measure(l[0], D.titles[l[0]])));
        rows.push([[lines[n].slice(0, 120)], [S.el("a", { href: `firms/${id}.html` }, firm[1][0]), S.el("small", {}, ` ${D.places[firm[2]] || ""} – ${HOW[how]}`)], lists.length ? lists : [S.el("small", {}, firm[4] ? "on no list in force; measures touch it" : "on no list in the record")]]);
      });
    }
    S.say(every.length > MOST ? `${every.length.toLocaleString("en")} names were pasted; the first ${MOST.toLocaleString("en")} were screened.` : "");
    const head = S.el("p", { class: "verdict k-" + (onList ? "revoked" : "in-force") }, `${onList.toLocaleString("en")} of ${lines.length.toLocaleString("en")} ${lines.length === 1 ? "name" : "names"} may be on a list in force on ${S.date(form.on.value.trim())}; ${(hits - onList).toLocaleString("en")} more ${hits - onList === 1 ? "is" : "are"} like a firm of the record.`);
    answer.replaceChildren(head, ...(rows.length ? [S.table(["Pasted", "Firm of the record", "Lists"], rows)] : []), rows.length >= SHOWN ? S.el("p", { class: "more" }, `The first ${SHOWN} matches are shown.`) : "");
  }
  form.addEventListener("submit", (e) => { e.preventDefault(); run(); });
})();
