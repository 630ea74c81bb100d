// SQL over the SQLite file of the version; the engine and the file are fetched when first asked
"use strict";
(() => {
  const S = globalThis.SAY;
  const form = document.getElementById("ask"), query = document.getElementById("query"), answer = document.getElementById("answer"), csv = document.getElementById("csv");
  const MOST = 1000;
  let database, last;
  form.hidden = false;
  const asked = S.asked();
  if (asked.q) query.value = asked.q;
  async function open() {
    if (database) return database;
    S.say("Fetching the tables …");
    await new Promise((done, failed) => document.head.append(S.el("script", { src: "static/vendor/sql-wasm.js", onload: done, onerror: failed })));
    const engine = await globalThis.initSqlJs({ locateFile: (name) => "static/vendor/" + name });
    const got = await fetch("data/chip-export-controls.sqlite");
    if (!got.ok) throw new Error("the file could not be fetched");
    database = new engine.Database(new Uint8Array(await got.arrayBuffer()));
    return database;
  }
  async function run() {
    answer.replaceChildren();
    csv.hidden = true;
    let db;
    try { db = await open(); } catch { return S.say("The tables could not be fetched: from a disk a page may not. Take the SQLite file instead."); }
    try {
      const results = db.exec(query.value);
      last = results[results.length - 1];
      S.keep({ q: query.value });
      if (!last) return S.say("No rows.");
      S.say(`${last.values.length.toLocaleString("en")} rows${last.values.length > MOST ? `, the first ${MOST} shown` : ""}.`);
      answer.append(S.table(last.columns, last.values.slice(0, MOST).map((r) => r.map((c) => [c === null ? "" : String(c)])), "sql"));
      csv.hidden = false;
    } catch (error) { S.say(`SQLite says: ${error.message}.`); }
  }
  csv.addEventListener("click", () => {
    const cell = (c) => { const t = c === null ? "" : String(c); return /[",\n]/.test(t) ? `"${t.replaceAll('"', '""')}"` : t; };
    const text = [last.columns, ...last.values].map((r) => r.map(cell).join(",")).join("\n") + "\n";
    const link = S.el("a", { href: URL.createObjectURL(new Blob([text], { type: "text/csv" })), download: "answer.csv" });
    link.click();
  });
  document.getElementById("examples").addEventListener("change", (e) => { query.value = e.target.value; });
  form.addEventListener("submit", (e) => { e.preventDefault(); run(); });
})();
