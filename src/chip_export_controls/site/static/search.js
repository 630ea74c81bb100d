// search over Pagefind's index: measures, firms, items, codes, sources, jurisdictions and documentation
"use strict";
(async () => {
  const $ = (id) => document.getElementById(id);
  const say = (text) => { $("say").textContent = text; };
  const asked = new URLSearchParams(location.search);
  $("words").value = asked.get("q") || "";
  let engine;
  try {
    engine = await import(new URL("pagefind/pagefind.js", document.baseURI).href);
    await engine.init();
  } catch {
    say("Search works where the site is served, not from a disk. The lists of measures, firms, items, codes and sources can be filtered here too.");
    return;
  }
  const { kind: kinds = {} } = await engine.filters();
  const pick = Object.assign(document.createElement("select"), { name: "kind" });
  pick.append(new Option("everything", ""));
  Object.keys(kinds).forEach((k) => pick.append(new Option(k.toLowerCase() + "s", k)));
  pick.value = kinds[asked.get("kind")] ? asked.get("kind") : "";
  const label = Object.assign(document.createElement("label"), { textContent: "Among" });
  label.append(pick);
  $("kinds").append(label);
  $("kinds").hidden = false;
  let found = [], shown = 0, turn = 0;
  async function more() {
    const part = await Promise.all(found.slice(shown, shown + 20).map((r) => r.data()));
    shown += part.length;
    part.forEach((r) => {
      const li = document.createElement("li"), a = document.createElement("a"), p = document.createElement("span");
      a.href = r.url.replace(/^\//, "");
      a.textContent = r.meta.title;
      p.className = "said";
      // the excerpt is text with <mark> in it: it is read as text, and only marks become elements
      const parsed = new DOMParser().parseFromString(r.excerpt, "text/html").body;
      parsed.childNodes.forEach((n) => { const m = n.nodeName === "MARK" ? document.createElement("mark") : null; if (m) m.textContent = n.textContent; p.append(m || n.textContent); });
      li.append(a, " ", Object.assign(document.createElement("small"), { textContent: (r.filters.kind || [""])[0] }), p);
      $("answer").append(li);
    });
    $("more").hidden = shown >= found.length;
  }
  async function run() {
    const mine = ++turn, q = $("words").value.trim();
    const state = new URLSearchParams({ ...(q && { q }), ...(pick.value && { kind: pick.value }) });
    history.replaceState(null, "", state.size ? "?" + state : location.pathname);
    if (!q && !pick.value) { $("answer").replaceChildren(); $("more").hidden = true; return say(""); }
    const result = await engine.search(q || null, pick.value ? { filters: { kind: pick.value } } : {});
    if (mine !== turn) return;
    found = result.results; shown = 0;
    $("answer").replaceChildren();
    say(found.length ? `${found.length.toLocaleString("en")} found` : "Nothing in the record has these words. Korean and Chinese are found by whole words only.");
    await more();
  }
  $("words").addEventListener("input", run);
  pick.addEventListener("change", run);
  $("more").addEventListener("click", more);
  $("searching").addEventListener("submit", (e) => { e.preventDefault(); run(); });
  run();
})();
