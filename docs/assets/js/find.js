/* Searching: a window that "/" and the button of the header open, and the page /search/, which has the same. Results are
   clauses in every language, a line each with the words found lit; a link leads to the clause, where they are lit too. */
(function () {
  "use strict";
  var own = document.currentScript;
  var edition = window.edition, words = window.editionLabels || {};
  var finding = edition && edition.finding;
  if (!finding || !words["search.title"]) { return; }
  var root = own.src.replace(/assets\/js\/find\.js.*$/, "");
  var home = root + own.dataset.path;
  var key = own.dataset.key;
  var FIRST = 30, LINE = 90;

  function word(name, values) {
    return (words[name] || "").replace(/\{(\w+)\}/g, function (whole, value) { return values && value in values ? values[value] : whole; });
  }
  function make(name, attributes, children) {
    var element = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (attribute) { element.setAttribute(attribute, attributes[attribute]); });
    [].concat(children || []).forEach(function (child) { element.append(child); });
    return element;
  }
  var tags = {}, order = [];
  document.documentElement.dataset.languages.split(" ").forEach(function (pair) { var parts = pair.split(":"); tags[parts[0]] = parts[1]; order.push(parts[0]); });
  order.sort(function (a, b) { return (b === key) - (a === key); });

  /* --- A search form with its results, in a window or on a page */
  function panel(id, asked, changed) {
    var input = make("input", { type: "search", id: id, name: "q", autocomplete: "off", spellcheck: "false", enterkeyhint: "search", value: asked.q || "" });
    var choices = { work: [["", word("search.work")]], lang: [["", word("search.lang")]], kind: [["", word("search.kind")]] };
    order.forEach(function (lang) { choices.lang.push([lang, word("search.lang." + lang)]); });
    ["clause", "note", "term"].forEach(function (kind) { choices.kind.push([kind, word("search.kind." + kind)]); });
    var selects = {};
    Object.keys(choices).forEach(function (name) {
      selects[name] = make("select", { name: name, "aria-label": choices[name][0][1] }, choices[name].map(option));
      selects[name].value = asked[name] || "";
    });
    var told = make("p", { "class": "told", role: "status" });
    var list = make("ol", { "class": "found" });
    var form = make("form", { role: "search", "class": "searching", "aria-label": word("search.title") }, [
      make("div", { "class": "asked" }, [make("label", { "for": id, "class": "spoken" }, word("search.ask")), input]),
      make("div", { "class": "choices" }, Object.values(selects)), told, list
    ]);
    var turn = 0;
    function option(pair) { return make("option", { value: pair[0] }, pair[1]); }
    function works() {
      if (selects.work.options.length > 1 || !window.editionTexts) { return; }
      var at = all().indexOf(key);
      window.editionTexts.works.forEach(function (work) { selects.work.append(make("option", { value: work.slug }, work.name[at])); });
      selects.work.value = asked.work || "";
    }
    function run(shown) {
      var now = ++turn;
      var state = { q: input.value, work: selects.work.value || (selects.work.options.length > 1 ? "" : asked.work || ""), lang: selects.lang.value, kind: selects.kind.value };
      changed(state);
      if (!state.q.trim()) { told.textContent = ""; list.replaceChildren(); finding.load(false).then(works); return; }
      finding.search(state.q, { work: state.work, lang: state.lang, kind: state.kind }).then(function (results) {
        if (now !== turn) { return; }
        works();
        show(results, state, shown || FIRST);
      }, function () { if (now === turn) { told.textContent = word("search.failed"); } });
    }
    function show(results, state, most) {
      var groups = grouped(results);
      list.replaceChildren.apply(list, groups.slice(0, most).map(function (group) { return entry(group, state.q); }));
      if (groups.length > most) {
        var more = make("button", { type: "button" }, word("search.more", { count: groups.length - most }));
        more.addEventListener("click", function () { run(groups.length); });
        list.append(make("li", {}, more));
      }
      told.replaceChildren(groups.length ? word("search.count", { count: groups.length }) : word("search.none", { query: state.q.slice(0, 80) }));
      if (!groups.length) { near(state.q); }
    }
    function near(query) {
      var terms = finding.near(query);
      if (!terms.length) { return; }
      told.append(" " + word("search.near") + " ");
      terms.forEach(function (term) {
        var button = make("button", { type: "button", lang: /\p{Script=Han}/u.test(term) ? tags.zh || "" : tags.en || "" }, term);
        button.addEventListener("click", function () { input.value = term; run(); input.focus(); });
        told.append(button, " ");
      });
    }
    input.addEventListener("input", function () { run(); });
    form.addEventListener("change", function (event) { if (event.target !== input) { run(); } });
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      var first = list.querySelector("a");
      if (first) { first.click(); }
    });
    /* Arrows go from the field into the list and through it. */
    form.addEventListener("keydown", function (event) {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp" || event.target.tagName === "SELECT") { return; }
      var links = Array.from(list.querySelectorAll("li > a"));
      var at = links.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
      if (!links.length || at >= links.length) { return; }
      (at < 0 ? input : links[at]).focus();
      event.preventDefault();
    });
    return { form: form, input: input, run: run };
  }

  /* --- Results: what was found of one clause, note or term in any language is one entry */
  function all() { return document.documentElement.dataset.languages.split(" ").map(function (pair) { return pair.split(":")[0]; }); }
  function grouped(results) {
    var groups = new Map();
    results.forEach(function (result) {
      var name = result.kind + " " + result.record.work + " " + (result.kind === "note" ? result.id : result.ref);
      if (!groups.has(name)) { groups.set(name, { first: result, by: {} }); }
      groups.get(name).by[result.lang] = result;
    });
    return Array.from(groups.values());
  }
  function entry(group, query) {
    var result = group.first;
    var link = make("a", { href: way(result, query) }, make("span", { "class": "where" }, named(result)));
    order.forEach(function (lang) {
      var found = group.by[lang];
      var record = found ? found.record : finding.other(result.record, lang);
      if (!record || result.kind === "note" && lang !== key && !found) { return; }
      link.append(make("span", { "class": "context", lang: tags[lang] }, line(record.words, found ? found.ranges : [])));
    });
    return make("li", {}, link);
  }
  function named(result) {
    var at = all().indexOf(key);
    if (result.kind === "term") { return word("search.kind.term"); }
    var work = window.editionTexts.works.filter(function (one) { return one.slug === result.record.work; })[0];
    var clause = window.editionTexts.names[result.ref][at];
    var values = { work: work.name[at], clause: clause, year: work.date.slice(0, 4), id: result.id.replace(/^n/, "") };
    return word(result.kind === "note" ? "search.where.note" : "search.where.clause", values);
  }
  function way(result, query) {
    if (result.kind === "term") { return home + "glossary/#" + result.id; }
    return home + result.record.work + "/?q=" + encodeURIComponent(query.slice(0, 200)) + "#" + result.id;
  }
  /* A line of a text around the first words found, which are lit */
  function line(text, ranges) {
    var length = /\p{Script=Han}/u.test(text) ? LINE : LINE * 2;
    /* Where most of the words stand within a line */
    var best = ranges.reduce(function (found, range) {
      var count = ranges.filter(function (other) { return other[0] >= range[0] && other[1] <= range[0] + length * 2 / 3; }).length;
      return count > found[1] ? [range[0], count] : found;
    }, [0, 0])[0];
    var from = Math.max(0, best - Math.round(length / 3));
    if (from) { var space = text.indexOf(" ", from); from = space >= 0 && space < best ? space + 1 : from; }
    var to = Math.min(text.length, from + length);
    var pieces = [from ? "…" : ""], at = from;
    ranges.forEach(function (range) {
      if (range[0] < at || range[1] > to) { return; }
      pieces.push(text.slice(at, range[0]), make("mark", {}, text.slice(range[0], range[1])));
      at = range[1];
    });
    pieces.push(text.slice(at, to), to < text.length ? "…" : "");
    return pieces;
  }

  /* --- The window */
  var dialog = null, inside = null;
  function open() {
    if (document.getElementById("search-page")) { document.getElementById("search-query").focus(); return; }
    if (!dialog) {
      inside = panel("search-window-query", {}, function () { /* the address is the page's */ });
      var close = make("button", { type: "button", "class": "close" }, word("close"));
      dialog = make("dialog", { "class": "search", "aria-label": word("search.title") }, [close, inside.form]);
      close.addEventListener("click", function () { dialog.close(); });
      dialog.addEventListener("click", function (event) {
        if (event.target === dialog || event.target.closest("li > a")) { dialog.close(); }
      });
      document.body.append(dialog);
    }
    dialog.showModal();
    inside.input.focus();
    inside.input.select();
    inside.run();
  }
  Array.from(document.querySelectorAll("[data-search]")).forEach(function (link) {
    link.addEventListener("click", function (event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) { return; }
      event.preventDefault();
      open();
    });
  });
  edition.openSearch = open; /* for the keys, which a reader can turn off */

  /* --- The page */
  var page = document.getElementById("search-page");
  if (page) {
    var asked = Object.fromEntries(new URLSearchParams(location.search));
    var whole = panel("search-query", asked, function (state) {
      var address = new URL(location.href);
      Object.keys(state).forEach(function (name) { if (state[name]) { address.searchParams.set(name, state[name]); } else { address.searchParams.delete(name); } });
      history.replaceState(history.state, "", address);
      window.dispatchEvent(new Event("edition:address"));
    });
    page.replaceChildren(whole.form);
    whole.run();
    if (!asked.q) { whole.input.focus(); }
  }

  /* --- Where a result leads, its words are lit */
  var query = document.querySelector("section.clause") && new URLSearchParams(location.search).get("q");
  if (query && window.CSS && CSS.highlights && window.Highlight) {
    finding.load(false).then(function () {
      var ranges = [];
      Array.from(document.querySelectorAll("section.clause :is(.text, h2:not(.label), h3:not(.label), .other-heading)")).forEach(function (element) {
        finding.places(query, element.textContent).forEach(function (place) { ranges.push(rangeOf(element, place[0], place[1])); });
      });
      CSS.highlights.set("found", new Highlight(...ranges));
    });
  }
  function rangeOf(element, start, end) {
    var range = document.createRange(), walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), at = 0, begun = false;
    for (var node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!begun && start < at + node.length) { range.setStart(node, start - at); begun = true; }
      if (end <= at + node.length) { range.setEnd(node, end - at); break; }
      at += node.length;
    }
    return range;
  }
})();
