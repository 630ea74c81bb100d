// search: what is called so, as the library's `find` has it, then the pages that have the words; works from a disk too
"use strict";
(async () => {
  const D = globalThis.FIND, F = globalThis.FINDER, $ = (id) => document.getElementById(id), STEP = 20;
  const say = (text) => { $("say").textContent = text; };
  const start = new URLSearchParams(location.search);
  $("words").value = start.get("q") || "";
  const pick = Object.assign(document.createElement("select"), { name: "kind" });
  pick.append(new Option("everything", ""));
  const plural = (k) => (k === "Documentation" ? "documentation" : k.toLowerCase() + "s");
  D.kinds.forEach((k) => pick.append(new Option(plural(k), k)));
  pick.value = D.kinds.includes(start.get("kind")) ? start.get("kind") : "";
  const label = Object.assign(document.createElement("label"), { textContent: "Among" });
  label.append(pick);
  $("kinds").append(label);
  $("kinds").hidden = false;
  let ix, found = [], shown = 0, turn = 0;
  const loading = new Map();
  const load = (name) => {
    if (!loading.has(name)) loading.set(name, new Promise((done) => {
      const script = Object.assign(document.createElement("script"), { src: `answers/words/${name}.js`, onload: done, onerror: done });
      document.head.append(script);
    }));
    return loading.get(name);
  };
  const claim = (id) => ({ path: `claims/${id}.html`, kind: "Claim", title: `Claim ${id}`, about: "" });
  const page = (n) => { const [path, kind, title, about] = D.pages[n]; return { path, kind: D.kinds[kind], title, about: D.abouts[about] }; };
  const how = (tier, e) => (tier === 4.5 ? "begins so" : tier > 4 ? `${D.tiers[tier]}: ${e.text}` : ["name", "title", "summary", "title, id and day"].includes(e.what) || tier === 0 ? "" : `${e.what}: ${e.text}`);
  async function answers(q) {
    const mine = [], seen = new Set();
    const put = (one) => { if (!seen.has(one.path)) { seen.add(one.path); mine.push(one); } };
    if (!q) { D.pages.forEach((_, n) => put(page(n))); return mine; }
    ix = ix || F.index(D, globalThis.ANSWERS.reader);
    const wanted = F.asked(ix, q);
    await Promise.all(F.shards(ix, wanted).map(load));
    const paged = F.paged(ix, globalThis.WORDS || {}, wanted), named = F.named(ix, q);
    const put_named = (some) => some.forEach(([tier, , e]) => {
      const at = e.record < 0 ? -1 : D.records[e.record][2];
      if (e.kind === "claim") put(claim(e.id)); else if (at >= 0) put({ ...page(at), how: how(tier, e) });
    });
    put_named(named.filter(([tier]) => tier < 5));
    paged.forEach((n) => put(page(n)));
    put_named(named.filter(([tier]) => tier >= 5));
    return mine;
  }
  // a sentence of the page in which the words stand, where the site is served and it can be read
  async function excerpt(path, q, into) {
    if (location.protocol === "file:") return;
    try {
      const words = ix.fold(q).split(" ").filter((w) => w.length > 2), text = await (await fetch(path)).text();
      const parts = new DOMParser().parseFromString(text, "text/html").querySelectorAll("main q, main li, main dd, main p, main td");
      const best = [...parts].map((p) => { const t = p.textContent.trim(), f = ix.fold(t); return [words.filter((w) => f.includes(w)).length, t]; }).reduce((a, b) => (b[0] > a[0] || (b[0] === a[0] && b[1].length < a[1].length && b[1].length > 30) ? b : a), [0, ""]);
      if (best[0]) into.append(" ", Object.assign(document.createElement("i"), { textContent: "“" + best[1].slice(0, 220) + (best[1].length > 220 ? "…" : "") + "”" }));
    } catch { /* the sentence is missing, the link is not */ }
  }
  function more() {
    found.slice(shown, shown + STEP).forEach((r) => {
      const li = document.createElement("li"), a = document.createElement("a"), p = document.createElement("span");
      a.href = r.path;
      a.textContent = r.title;
      p.className = "said";
      p.textContent = [r.how, r.about].filter(Boolean).join(" · ");
      li.append(a, " ", Object.assign(document.createElement("small"), { textContent: r.kind }), " ", p);
      $("answer").append(li);
      if (r.how === undefined && $("words").value.trim()) excerpt(r.path, $("words").value, p);
    });
    shown = Math.min(shown + STEP, found.length);
    $("more").hidden = shown >= found.length;
  }
  async function run() {
    const mine = ++turn, q = $("words").value.trim().slice(0, 300);
    const state = new URLSearchParams({ ...(q && { q }), ...(pick.value && { kind: pick.value }) });
    try { history.replaceState(null, "", state.size ? "?" + state : location.pathname); } catch { /* a page from a disk */ }
    if (!q && !pick.value) { $("answer").replaceChildren(); $("more").hidden = true; return say(""); }
    const all = await answers(q);
    if (mine !== turn) return;
    found = pick.value ? all.filter((r) => r.kind === pick.value) : all; shown = 0;
    $("answer").replaceChildren();
    say(found.length ? `${found.length.toLocaleString("en")} found` : "Nothing in the record has these words.");
    more();
  }
  let wait;
  $("words").addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(run, 120); });
  pick.addEventListener("change", run);
  $("more").addEventListener("click", more);
  $("searching").addEventListener("submit", (e) => { e.preventDefault(); run(); });
  run();
})();
