/* Search over clauses, terms and notes: window.edition.search(query, {work, lang, kind}), on every page.

   What may be found is decided by a plain scan, so that nothing that stands in a text can be missed: every run of
   characters of a Chinese text, every form of an English word. MiniSearch only helps to put the best first. What the
   scan looks through comes with the first query, as classic scripts, which work from a folder too.

   A query is read as parts, all of which must be found: words and phrases in quotation marks. A part is compared after
   NFKC, in lower case, traditional characters as simplified ones, quotation marks and hyphens as the reader likes; an
   English word by its stem, and with the variants that the edition lists (centre, center). Where no text has all the
   parts, those that have most of them are given instead. */
(function () {
  "use strict";
  var own = document.currentScript;
  var base = own.src.replace(/js\/search\.js.*$/, "");
  var HAN = /\p{Script=Han}/u;
  var UNITS = /\p{Script=Han}+|[\p{L}\p{N}]+(?:’[\p{L}]+)?/gu;
  var LONGEST = 500; /* characters of a query that are read */
  var edition = window.edition = window.edition || {};
  edition.version = window.editionVersion || "";

  /* --- What is searched, brought once */
  var brought = {};
  function bring(path) {
    brought[path] = brought[path] || new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = base + path;
      script.onload = resolve;
      script.onerror = function () { delete brought[path]; reject(new Error("not brought: " + path)); };
      document.head.append(script);
    });
    return brought[path];
  }
  var texts = null; /* clauses and terms */
  var notes = null;
  function load(withNotes) {
    var first = Promise.all([bring("js/search.texts.js"), bring("vendor/minisearch/minisearch.js"), bring("vendor/stemmer/stemmer.js")])
      .then(function () { texts = texts || collection(window.editionTexts.records); });
    var second = withNotes ? first.then(function () { return bring("js/search.notes.js"); }).then(function () { notes = notes || collection(window.editionNotes); }) : null;
    return Promise.all([first, second]);
  }

  /* --- One form for all ways of writing */
  var simplified = null;
  function table() {
    if (!simplified) {
      simplified = new Map();
      var pairs = Array.from(window.editionTexts.traditional);
      for (var n = 0; n < pairs.length; n += 2) { simplified.set(pairs[n], pairs[n + 1]); }
    }
    return simplified;
  }
  /* The compared form of a text, and for each of its code units the code unit of the text it comes from. */
  function fold(text) {
    var out = "", from = [], map = table(), at = 0;
    for (var character of text) {
      var folded = character.normalize("NFKC").toLowerCase();
      folded = folded.replace(/[‘’'`´]/g, "’").replace(/[“”„]/g, '"').replace(/[‐-―−-]/g, "-").replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, "").replace(/\s/g, " ");
      for (var piece of folded) { piece = map.get(piece) || piece; out += piece; for (var n = 0; n < piece.length; n++) { from.push(at); } }
      at += character.length;
    }
    from.push(at);
    return { text: out, from: from };
  }

  /* --- Words of alphabets: stems, and groups of words that count as one */
  var groups = null;
  function stem(word) {
    if (!groups) {
      groups = new Map();
      window.editionTexts.variants.forEach(function (group) {
        var first = root(group[0]);
        group.forEach(function (word) { groups.set(root(word), first); });
      });
    }
    var found = root(word);
    return groups.get(found) || found;
  }
  var roots = new Map();
  function root(word) {
    var known = roots.get(word);
    if (known !== undefined) { return known; }
    if (word === "news") { return word; } /* not a form of new */
    var plain = word.replace(/’s?$/, "").replace(/is(e[ds]?|ing|ations?|ers?)$/, "iz$1").replace(/our(s|ed|ing|al)?$/, "or$1");
    var found = window.stemmer(plain);
    if (roots.size < 20000) { roots.set(word, found); }
    return found;
  }
  function units(folded) {
    return Array.from(folded.matchAll(UNITS), function (found) { return { text: found[0], at: found.index, han: HAN.test(found[0]) }; });
  }
  /* Pairs of characters of a run of Han, or the one there is */
  function pairs(run) {
    var characters = Array.from(run);
    if (characters.length < 2) { return characters; }
    return characters.slice(1).map(function (character, n) { return characters[n] + character; });
  }
  function tokens(text) {
    return units(text).flatMap(function (unit) { return unit.han ? pairs(unit.text) : [stem(unit.text)]; });
  }

  /* --- The collections: records with their words and where they stand */
  function collection(records) {
    var made = records.map(read);
    var index = new window.MiniSearch({ fields: ["head", "words"], idField: "number", tokenize: tokens, processTerm: function (term) { return term; } });
    index.addAll(made.map(function (item) {
      var head = fold(item.record.words.slice(0, item.record.head)).text;
      return { number: item.number, head: head, words: item.folded.text };
    }));
    return { items: made, index: index };
  }
  function read(record, number) {
    var folded = fold(record.words);
    var stems = new Map();
    var found = units(folded.text).filter(function (unit) { return !unit.han; });
    found.forEach(function (unit, n) {
      add(stems, stem(unit.text), [unit.at, unit.at + unit.text.length]);
      /* Words joined by a hyphen count as one word too: well-being, wellbeing. */
      var next = found[n + 1];
      if (next && folded.text.slice(unit.at + unit.text.length, next.at) === "-") { add(stems, stem(unit.text + next.text), [unit.at, next.at + next.text.length]); }
    });
    return { record: record, number: number, folded: folded, stems: stems };
  }
  function add(map, key, value) { var list = map.get(key); if (list) { list.push(value); } else { map.set(key, [value]); } }

  /* --- The query */
  var silent = null; /* words that say nothing of a text, unless nothing else is asked for */
  function parse(query) {
    var text = fold(String(query).slice(0, LONGEST)).text.trim();
    silent = silent || window.editionTexts.silent.map(function (word) { return fold(word).text; });
    var parts = [];
    var rest = text.replace(/"([^"]*)"/g, function (whole, phrase) { if (units(phrase).length) { parts.push({ phrase: phrase.trim() }); } return " "; });
    var words = units(rest);
    var bare = units(silent.filter(function (word) { return HAN.test(word); }).reduce(function (left, word) { return left.split(word).join(" "); }, rest));
    var telling = bare.filter(function (unit) { return unit.han || silent.indexOf(unit.text) < 0; });
    var used = telling.length || parts.length ? telling : words;
    used.forEach(function (unit, n) {
      var next = used[n + 1];
      var joined = !unit.han && next && !next.han && next.at - unit.at - unit.text.length === 1 ? unit.text + next.text : "";
      parts.push(unit.han ? { phrase: unit.text, han: true } : { word: unit.text, stem: stem(unit.text), joined: joined && stem(joined), last: n === used.length - 1 && !/\s$/.test(String(query)) });
    });
    return { parts: parts, whole: text.replace(/"/g, ""), tokens: parts.flatMap(function (part) { return part.phrase ? tokens(part.phrase) : [part.stem]; }) };
  }

  /* Where a part stands in a text: ranges of the compared form; none when it does not. */
  function places(item, part, previous) {
    if (part.phrase) { return all(item.folded.text, part.phrase); }
    var found = (item.stems.get(part.stem) || []).slice();
    if (part.joined) { found = found.concat(item.stems.get(part.joined) || []); }
    if (previous && previous.joined) { found = found.concat(item.stems.get(previous.joined) || []); }
    if (!found.length && part.last && part.word.length > 2) {
      item.stems.forEach(function (ranges) {
        ranges.forEach(function (range) { if (item.folded.text.startsWith(part.word, range[0])) { found.push([range[0], range[0] + part.word.length]); } });
      });
    }
    return found;
  }
  function all(text, phrase) {
    var found = [];
    for (var at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + phrase.length)) { found.push([at, at + phrase.length]); }
    return found;
  }

  /* How good a find is: the words in a row, in a heading, near one another, often. */
  function score(item, query, ranges, weight) {
    var text = item.folded.text;
    var value = Math.log(1 + (weight || 0));
    var whole = query.parts.length > 1 || query.parts[0].phrase ? all(text, query.whole).length : 0;
    if (query.whole.length > 1 && text.includes(query.whole)) { value += 6 + Math.min(whole, 3); }
    var head = item.record.head;
    if (ranges.some(function (list) { return list.some(function (range) { return item.folded.from[range[0]] < head; }); })) { value += 2; }
    value += Math.min(ranges.reduce(function (sum, list) { return sum + list.length; }, 0) / query.parts.length, 5) * 0.4;
    if (ranges.length > 1) { value += 4 / (1 + span(ranges) / 40); }
    return value;
  }
  /* The length of a stretch that has a place of every part, or nearly the shortest */
  function span(ranges) {
    var best = Infinity;
    ranges[0].forEach(function (first) {
      var low = first[0], high = first[1];
      ranges.slice(1).forEach(function (list) {
        var near = list.reduce(function (found, range) { return Math.abs(range[0] - first[0]) < Math.abs(found[0] - first[0]) ? range : found; });
        low = Math.min(low, near[0]);
        high = Math.max(high, near[1]);
      });
      best = Math.min(best, high - low);
    });
    return best;
  }

  /* Clauses, terms or notes that have every part; and clauses and terms that have much of what was asked for. */
  function find(pool, query, allowed) {
    var weights = new Map(pool.index.search(query.tokens.join(" "), { tokenize: function () { return query.tokens; }, combineWith: "OR", boost: { head: 1.5 } })
      .map(function (result) { return [result.id, result.score]; }));
    var found = [];
    pool.items.forEach(function (item) {
      if (!allowed(item.record)) { return; }
      var ranges = query.parts.map(function (part, n) { return places(item, part, query.parts[n - 1]); });
      if (ranges.every(function (list) { return list.length; })) {
        found.push({ item: item, ranges: ranges, score: 10 + score(item, query, ranges, weights.get(item.number)), share: 1 });
      } else if (item.record.kind !== "note") {
        var share = near(item, query, ranges);
        if (share > 0.2) { found.push({ item: item, ranges: ranges.filter(function (list) { return list.length; }), score: 8 * share + Math.min(1, (weights.get(item.number) || 0) / 50), share: share }); }
      }
    });
    return found;
  }
  /* Of what was asked for, how much a text has, the rare counting more: of words whole ones, of Chinese pairs of
     characters, and of either what is related to them. Nothing when it has only what stands everywhere. */
  function near(item, query, ranges) {
    var asked = 0, has = 0, telling = false;
    for (var n = 0; n < query.parts.length; n++) {
      var part = query.parts[n];
      if (part.phrase && !part.han) { if (!ranges[n].length) { return 0; } continue; }
      var others = related(part);
      (part.han ? pairs(part.phrase) : [part.stem]).forEach(function (unit) {
        var weight = worth(unit, others), own = part.han ? all(item.folded.text, unit) : ranges[n];
        asked += weight;
        if (!own.length) { return; }
        has += weight;
        telling = telling || weight > COMMON;
        if (part.han) { ranges[n].push(own[0]); }
      });
      others.forEach(function (pair) {
        if (ranges[n].length && !part.han) { return; }
        var there = pair.instead.flatMap(function (other) { return HAN.test(other) ? all(item.folded.text, other) : item.stems.get(other) || []; });
        if (!there.length) { return; }
        var lost = pair.units.filter(function (unit) { return !part.han || !item.folded.text.includes(unit); });
        has += 0.7 * lost.reduce(function (sum, unit) { return sum + worth(unit, others); }, 0);
        telling = true;
        ranges[n].push(there[0]);
      });
    }
    return telling && asked ? Math.min(1, has / asked) : 0;
  }
  var COMMON = Math.log(1 + 4); /* what stands in a quarter of the clauses of its language says little */
  var spread = null;
  function rarity(unit) {
    if (!spread) {
      spread = { of: new Map(), all: 0 };
      texts.items.forEach(function (item) {
        if (item.record.kind !== "clause") { return; }
        spread.all += 1;
        new Set(tokens(item.folded.text)).forEach(function (token) { spread.of.set(token, (spread.of.get(token) || 0) + 1); });
      });
    }
    var known = spread.of.get(unit);
    return known ? Math.log(1 + spread.all / 2 / known) : COMMON; /* mostly characters of two words side by side */
  }
  /* A word that stands nowhere is worth what stands for it. */
  function worth(unit, others) {
    var own = rarity(unit);
    if (spread.of.has(unit)) { return own; }
    return others.reduce(function (most, pair) {
      if (pair.units.indexOf(unit) < 0) { return most; }
      return pair.instead.reduce(function (found, other) {
        var token = HAN.test(other) ? pairs(other)[0] : other;
        return spread.of.has(token) ? Math.max(found, rarity(token)) : found;
      }, most);
    }, own);
  }
  /* What the edition lists as related to a word, or to a run of characters within a part */
  var kin = null;
  function related(part) {
    if (!kin) {
      kin = window.editionTexts.related.map(function (group) {
        return group.map(function (word) { var folded = fold(word).text; return HAN.test(folded) ? folded : stem(folded); });
      });
    }
    return kin.flatMap(function (group) {
      var own = group.filter(function (word) { return part.han ? HAN.test(word) && part.phrase.includes(word) : word === part.stem; });
      var instead = group.filter(function (word) { return own.indexOf(word) < 0 && HAN.test(word) === Boolean(part.han); });
      return own.map(function (word) { return { units: part.han ? pairs(word) : [word], instead: instead }; });
    });
  }

  /* --- What a page asks for. A result keeps where the words stand, for who shows it. */
  function search(query, options) {
    var wanted = options || {};
    var parsed;
    var withNotes = !wanted.kind || wanted.kind === "note";
    return load(withNotes).then(function () {
      parsed = parse(query === null || query === undefined ? "" : query);
      if (!parsed.parts.length) { return []; }
      function allowed(record) {
        return (!wanted.work || record.work === wanted.work) && (!wanted.lang || record.lang === wanted.lang) && (!wanted.kind || record.kind === wanted.kind);
      }
      var pools = withNotes ? [texts, notes] : [texts];
      var found = pools.flatMap(function (pool) { return find(pool, parsed, allowed); });
      /* What has only a part of what was asked for comes last: most of it, or where nothing has all, the most there is. */
      var whole = found.some(function (one) { return one.share === 1 && one.item.record.kind === "clause"; });
      var best = found.reduce(function (most, one) { return Math.max(most, one.share); }, 0);
      found = found.filter(function (one) { return one.share >= (whole ? 0.6 : Math.min(0.6, best * 0.5)); });
      return found.map(result).sort(function (a, b) { return b.score - a.score; });
    });
  }
  var RANK = { clause: 0, term: -0.5, note: -4 }; /* the texts before what is said of them */
  function result(found) {
    var record = found.item.record, from = found.item.folded.from;
    return {
      ref: record.ref, lang: record.lang, kind: record.kind, id: record.id, score: Math.round((found.score + RANK[record.kind]) * 1000) / 1000,
      record: record,
      ranges: found.ranges.flat().map(function (range) { return [from[range[0]], from[range[1]]]; }).sort(function (a, b) { return a[0] - b[0]; })
    };
  }
  edition.search = function (query, options) {
    return search(query, options).then(function (results) {
      return results.map(function (found) { return { ref: found.ref, lang: found.lang, kind: found.kind, id: found.id, score: found.score }; });
    });
  };
  /* For search-dialog.js: the same with the records and the ranges of the words found, and words that are near. */
  edition.finding = { search: search, load: load, near: nearTerms, other: other, places: placesIn };

  /* The record of the same clause or term in another language */
  function other(record, lang) {
    var pool = record.kind === "note" ? notes : texts;
    var found = pool.items.find(function (item) { return item.record.lang === lang && item.record.kind === record.kind && item.record.ref === record.ref && item.record.id === record.id; });
    return found && found.record;
  }
  /* Where the parts of a query stand in any text: ranges of its code units, in order and apart */
  function placesIn(query, text) {
    var parsed = parse(query);
    if (!parsed.parts.length) { return []; }
    var item = read({ words: text, head: 0 }, 0);
    var ranges = parsed.parts.flatMap(function (part, n) {
      var found = places(item, part, parsed.parts[n - 1]);
      return found.length || !part.han ? found : pairs(part.phrase).flatMap(function (pair) { return all(item.folded.text, pair); });
    });
    ranges = ranges.map(function (range) { return [item.folded.from[range[0]], item.folded.from[range[1]]]; }).sort(function (a, b) { return a[0] - b[0]; });
    return ranges.filter(function (range, n) { return !n || range[0] >= ranges[n - 1][1]; });
  }

  /* Terms and words that look like what was asked for, the nearest first */
  function nearTerms(query) {
    var asked = grams(fold(String(query).slice(0, 60)).text);
    if (!texts || !asked.size) { return []; }
    var scored = [];
    texts.items.forEach(function (item) {
      if (item.record.kind !== "term") { return; }
      item.record.forms.forEach(function (form) {
        var own = grams(fold(form).text), common = 0;
        own.forEach(function (gram) { if (asked.has(gram)) { common += 1; } });
        if (common) { scored.push([2 * common / (own.size + asked.size), form]); }
      });
    });
    scored.sort(function (a, b) { return b[0] - a[0]; });
    return Array.from(new Set(scored.filter(function (pair) { return pair[0] > 0.34; }).map(function (pair) { return pair[1]; }))).slice(0, 6);
  }
  function grams(text) {
    var found = new Set(), characters = Array.from(text);
    if (HAN.test(text)) { characters.forEach(function (c) { found.add(c); }); }
    characters.slice(1).forEach(function (c, n) { found.add(characters[n] + c); });
    return found;
  }
})();
