// finds records by what they are called, as the library's `find` does, and pages by the words in them
"use strict";
globalThis.FINDER = (() => {
  const pieces = (text) => { const p = [..." " + text + " "], found = new Set(); for (let n = 0; n < Math.max(1, p.length - 2); n++) found.add(p.slice(n, n + 3).join("")); return found; };
  const within = (some, all) => { for (const one of some) if (!all.has(one)) return false; return true; };
  const less = (all, some) => [...all].filter((one) => !some.has(one));

  // letters in common, by the longest run that both have and those on either side of it, as difflib counts them
  function alike(one, two) {
    function common(a, b, c, d) {
      let best = [a, c, 0];
      for (let i = a; i < b; i++) for (let j = c; j < d; j++) {
        let n = 0;
        while (i + n < b && j + n < d && one[i + n] === two[j + n]) n++;
        if (n > best[2]) best = [i, j, n];
      }
      const [i, j, n] = best;
      return n ? n + common(a, i, c, j) + common(i + n, b, j + n, d) : 0;
    }
    const size = one.length + two.length;
    return size ? (2 * common(0, one.length, 0, two.length)) / size : 1;
  }

  function index(data, reader) {
    const N = reader(data), has = (of, key) => Object.prototype.hasOwnProperty.call(of, key);
    const labels = data.records.map(([, , page]) => (page < 0 ? "" : data.pages[page][2]));
    const kept = new Map();
    const words = (text) => { if (!kept.has(text)) kept.set(text, new Set(N.fold(text.replace(/(\d)\s*%/g, "$1 percent").replace(/\bper cent\b/gi, " percent")).split(" ").filter(Boolean).map((w) => (has(data.spelt, w) ? data.spelt[w] : w)))); return kept.get(text); };
    const whole = ([record, text, what, rank]) => ({ record, kind: data.records[record][0], id: data.records[record][1], text: text.startsWith("\t") ? labels[record] + text.slice(1) : text, what: data.whats[what], rank });
    const put = (map, key, entry) => { const held = map.get(key); if (held) held.push(entry); else map.set(key, [entry]); };
    const exact = new Map(), names = new Map(), forms = new Map(), byWord = new Map(), ids = new Map();
    data.exact.map(whole).forEach((e) => put(exact, N.compact(e.text), e));
    const entries = data.entries.map(whole);
    entries.forEach((e) => {
      put(names, N.compact(e.text), e);
      put(forms, N.bare(e.text).replaceAll(" ", ""), e);
      words(e.text).forEach((w) => put(byWord, w, e));
    });
    data.records.forEach(([kind, id], n) => { if (kind !== "code" && kind !== "jurisdiction") put(ids, id, { record: n, kind, id, text: id, what: "id", rank: 0 }); });
    let byPiece;
    const pieced = () => {
      if (!byPiece) {
        byPiece = new Map();
        entries.forEach((e) => { if (e.kind === "firm" || e.kind === "equipment") pieces(N.bare(e.text)).forEach((p) => put(byPiece, p, e)); });
      }
      return byPiece;
    };
    const number = new Map(data.records.map(([kind, id], n) => [kind + " " + id, n]));
    return { ...N, data, words, exact, names, forms, byWord, ids, entries, pieced, number };
  }

  function byId(ix, text) {
    const D = ix.data, found = (ix.ids.get(text) || []).map((e) => [0, 0, e]);
    const [, source, n] = /^(.*)\.(\d{3,})$/.exec(text) || [], runs = (source && Object.prototype.hasOwnProperty.call(D.claims, source) && D.claims[source]) || [];
    for (let r = 0; r < runs.length; r += 2) if (+n >= runs[r] && +n <= runs[r + 1]) found.push([0, 0, { record: -1, kind: "claim", id: text, text, what: "id", rank: 0 }]);
    D.retired.filter(([, old]) => old === text).forEach(([kind, , id]) => found.push([0, 1, { record: ix.number.get(kind + " " + id) ?? -1, kind, id, text, what: "retired id", rank: 0 }]));
    if (D.jurisdictions.includes(text)) found.push([0, 2, { record: ix.number.get("jurisdiction " + text) ?? -1, kind: "jurisdiction", id: text, text, what: "code", rank: 0 }]);
    return found;
  }

  function worded(ix, text) {
    const asked = new Set(less(ix.words(text), new Set(["the", "of"]))), found = [], rule = new Set(ix.data.rule);
    if (!asked.size) return found;
    const fewest = (some) => [...some].map((w) => ix.byWord.get(w) || []).reduce((a, b) => (b.length < a.length ? b : a));
    let any = false;
    fewest(asked).forEach((e) => { const have = ix.words(e.text); if (within(asked, have)) { any = true; found.push([4, have.size - asked.size + e.rank / 2, e]); } });
    const rest = new Set(less(asked, rule));
    if (rest.size && rest.size < asked.size) fewest(rest).forEach((e) => {
      const have = ix.words(e.text);
      if (e.kind === "measure" && e.what !== "summary" && within(rest, have) && !within(asked, have)) found.push([4, 1 + (have.size - rest.size) + e.rank / 2, e]);
    });
    if (!any) {
      const wanted = new Set(ix.telling(text)), near = new Set([...asked].flatMap((w) => ix.byWord.get(w) || []));
      near.forEach((e) => {
        if (e.kind !== "firm" && e.kind !== "equipment") return;
        const have = ix.telling(e.text);
        if (have.length && have.length < wanted.size && within(have, wanted)) found.push([4, 20 + (wanted.size - have.length), e]);
      });
    }
    return found;
  }

  function similar(ix, text) {
    const letters = ix.bare(text), asked = pieces(letters), shared = new Map(), found = [], size = [...letters].length;
    asked.forEach((p) => (ix.pieced().get(p) || []).forEach((e) => shared.set(e, (shared.get(e) || 0) + 1)));
    shared.forEach((count, e) => {
      const written = ix.bare(e.text);
      let likeness = (2 * count) / (asked.size + pieces(written).size);
      if (likeness < ix.data.similar && count > 1 && size <= ix.data.short && Math.abs(size - [...written].length) < 2) likeness = alike([...letters], [...written]) - 0.2;
      if (likeness >= ix.data.similar) found.push([5, 1 - likeness, e]);
    });
    return found;
  }

  function someWords(ix, text) {
    const asked = pieces(ix.bare(text)), found = [];
    ix.telling(text).forEach((word) => {
      const bearers = ix.byWord.get(word) || [];
      if ([...word].length < 3 || bearers.length > ix.data.common) return;
      bearers.forEach((e) => {
        if (!["firm", "equipment", "measure"].includes(e.kind) || e.what === "summary") return;
        const have = pieces(ix.bare(e.text));
        found.push([6, 1 - [...asked].filter((p) => have.has(p)).length / asked.size + less(have, asked).length / 1000, e]);
      });
    });
    return found;
  }

  // what the library's `find` gives: [tier, distance, entry], the best first, each record once
  function hits(ix, text) {
    const asked = text.trim().replace(/\bFed(?:\.|eral)?\s*Reg(?:\.|ister)?(?=\s*\d)/gi, "FR"), tight = ix.compact(asked);
    let found = byId(ix, asked);
    if (tight) {
      found.push(...(ix.exact.get(tight) || []).map((e) => [1, e.rank, e]), ...(ix.names.get(tight) || []).map((e) => [2, e.rank, e]));
      const form = ix.bare(asked).replaceAll(" ", "");
      if (form) found.push(...(ix.forms.get(form) || []).map((e) => [3, e.rank, e]));
    }
    found = found.concat(worded(ix, asked));
    if (!found.some(([tier]) => tier < 4)) found = found.concat(similar(ix, asked));
    if (!found.length) found = someWords(ix, asked);
    const order = ix.data.order, best = new Map(), size = (e) => [...e.text].length, after = (one, two) => +(one > two) - +(one < two);
    found.sort((a, b) => a[0] - b[0] || a[1] - b[1] || order[a[2].kind] - order[b[2].kind] || size(a[2]) - size(b[2]) || after(a[2].id, b[2].id) || a[2].rank - b[2].rank || after(a[2].what, b[2].what));
    found.forEach((hit) => { const k = hit[2].kind + " " + hit[2].id; if (!best.has(k)) best.set(k, hit); });
    return [...best.values()];
  }

  // the same for a reader: names that begin with what is asked stand before others that only hold it
  function named(ix, text) {
    const tight = ix.compact(text), found = hits(ix, text);
    if (!tight) return found;
    const begins = (e) => ix.compact(e.text).startsWith(tight), sure = found.length && found[0][0] < 5;
    const seen = new Set(found.map((h) => h[2].record));
    const started = [...tight].length > 2 ? ix.entries.filter((e) => e.what !== "summary" && !seen.has(e.record) && begins(e)) : [];
    const more = [...new Map(started.map((e) => [e.record, [4.5, 0, e]])).values()];
    const first = sure ? found.slice(0, 1) : [], rest = found.slice(first.length);
    const rank = ([tier, , e]) => (tier >= 4 && tier < 5 ? (begins(e) ? 4 : 4.7) : tier);
    return [...first, ...[...rest, ...more].map((h, n) => [rank(h), n, h]).sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, , h]) => h)];
  }

  // --- the words of the pages
  const SIGNS = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+/g;
  const WEIGHT = [6, 2.5, 1];
  const shardOf = (word) => (word.charCodeAt(0) > 127 ? "u" + (word.codePointAt(0) % 32) : /^\d/.test(word) || word.length < 2 || word.charCodeAt(1) > 127 ? word[0] : word.slice(0, 2));
  // what is looked up for a question: words, and of scripts without spaces each two signs; the last may be a beginning
  function asked(ix, text) {
    const small = new Set(ix.data.smallest), all = ix.fold(text).split(" ").filter(Boolean), some = all.filter((w) => !small.has(w));
    return some.flatMap((w, n) => {
      const runs = w.match(SIGNS);
      if (runs) return runs.flatMap((run) => { const signs = [...run]; return signs.length < 2 ? [{ word: run, open: true }] : signs.slice(1).map((s, i) => ({ word: signs[i] + s, open: false })); });
      return [{ word: w, open: n === some.length - 1 && w.length > 2 }];
    });
  }
  const shards = (ix, wanted) => [...new Set(wanted.map((w) => shardOf(w.word)))].filter((s) => ix.data.shards.includes(s));
  // the pages that have all of the words, those that they tell most of first
  function paged(ix, held, wanted) {
    if (!wanted.length) return [];
    const total = ix.data.pages.length;
    const scores = wanted.map(({ word, open }) => {
      const of = held[shardOf(word)] || {}, score = new Map();
      const forms = open ? Object.keys(of).filter((w) => w.startsWith(word)) : Object.prototype.hasOwnProperty.call(of, word) ? [word] : [];
      forms.forEach((form) => of[form].forEach((steps, level) => { let at = 0; steps.forEach((s) => { at += s; score.set(at, Math.max(score.get(at) || 0, WEIGHT[level] * (form === word ? 1 : 0.6))); }); }));
      const tells = Math.log(1 + total / (1 + score.size));
      score.forEach((v, k) => score.set(k, v * tells));
      return score;
    }).sort((a, b) => a.size - b.size);
    const [first, ...others] = scores, found = [];
    first.forEach((value, page) => { if (others.every((s) => s.has(page))) found.push([others.reduce((sum, s) => sum + s.get(page), value), page]); });
    return found.sort((a, b) => b[0] - a[0] || a[1] - b[1]).map(([, page]) => page);
  }

  return { index, hits, named, asked, shards, paged };
})();
