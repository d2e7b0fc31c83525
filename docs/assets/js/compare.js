/* Two clauses, each language against itself: words (English) and characters (Chinese) that only one of them has are
   marked. Which two is chosen on the page and kept in its address (?a=WORK.ID&b=WORK.ID). */
(function () {
  "use strict";
  var own = document.currentScript;
  var words = window.editionLabels || {};
  var finding = window.edition && edition.finding;
  var page = document.getElementById("compare-page");
  if (!page || !finding || !words["compare.first"]) { return; }
  var base = own.src.replace(/js\/compare\.js.*$/, "");
  var key = document.documentElement.dataset.key;
  var tags = {}, languages = [];
  document.documentElement.dataset.languages.split(" ").forEach(function (pair) { var parts = pair.split(":"); tags[parts[0]] = parts[1]; languages.push(parts[0]); });
  var at = languages.indexOf(key);
  var shown = languages.slice().sort(function (a, b) { return (b === key) - (a === key); });

  function make(name, attributes, children) {
    var element = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (attribute) { element.setAttribute(attribute, attributes[attribute]); });
    [].concat(children || []).forEach(function (child) { element.append(child); });
    return element;
  }
  function word(name, values) {
    return (words[name] || "").replace(/\{(\w+)\}/g, function (whole, value) { return values && value in values ? values[value] : whole; });
  }
  Promise.all([finding.load(false), bring("vendor/diff/diff.js")]).then(begin, function () { page.append(make("p", {}, word("search.failed"))); });
  function bring(path) {
    return new Promise(function (resolve, reject) {
      var script = make("script", { src: base + path });
      script.addEventListener("load", resolve);
      script.addEventListener("error", reject);
      document.head.append(script);
    });
  }

  function begin() {
    var texts = {};
    window.editionTexts.records.forEach(function (record) {
      if (record.kind === "clause") { (texts[record.ref] = texts[record.ref] || {})[record.lang] = record; }
    });
    var refs = Object.keys(texts);
    var asked = new URLSearchParams(location.search);
    var sides = ["a", "b"].map(function (side, n) {
      var select = make("select", { name: side, id: "compare-" + side });
      window.editionTexts.works.forEach(function (work) {
        var group = make("optgroup", { label: work.name[at] });
        refs.forEach(function (ref) { if (ref.split("#")[0] === work.slug) { group.append(make("option", { value: ref }, window.editionTexts.names[ref][at])); } });
        select.append(group);
      });
      var wanted = (asked.get(side) || "").replace(".", "#");
      select.value = texts[wanted] ? wanted : page.dataset[side] && texts[page.dataset[side]] ? page.dataset[side] : refs[Math.min(n * 5, refs.length - 1)];
      return select;
    });
    var out = make("div", { "class": "compared", role: "region", "aria-live": "polite", "aria-label": word("compare.result") });
    var form = make("form", { "class": "comparing" }, sides.map(function (select, n) {
      return make("p", {}, [make("label", { "for": select.id }, word(n ? "compare.second" : "compare.first")), " ", select]);
    }));
    form.addEventListener("change", function () { show(true); });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    page.replaceChildren(form, out);
    show(false);

    function show(chosen) {
      var pair = sides.map(function (select) { return select.value; });
      if (chosen) {
        var address = new URL(location.href);
        ["a", "b"].forEach(function (side, n) { address.searchParams.set(side, pair[n].replace("#", ".")); });
        history.replaceState(history.state, "", address);
        window.dispatchEvent(new Event("edition:address"));
      }
      out.replaceChildren.apply(out, shown.map(function (lang) { return compared(lang, pair); }));
    }
    function compared(lang, pair) {
      var both = pair.map(function (ref) { return texts[ref][lang]; });
      var section = make("section", { lang: tags[lang] }, make("h2", { lang: tags[key] }, word("compare.in." + lang)));
      if (!both[0] || !both[1]) { section.append(make("p", { lang: tags[key] }, word("compare.absent"))); return section; }
      var parts = difference(both[0].words, both[1].words, lang);
      var same = parts.filter(function (part) { return !part.added && !part.removed; }).reduce(function (sum, part) { return sum + part.value.length; }, 0);
      section.append(make("p", { lang: tags[key], "class": "when" }, word("compare.share", { share: Math.round(200 * same / Math.max(1, both[0].words.length + both[1].words.length)) })));
      pair.forEach(function (ref, n) {
        var side = n ? "added" : "removed", other = n ? "removed" : "added";
        var pieces = parts.filter(function (part) { return !part[other]; }).map(function (part) { return part[side] ? make(n ? "ins" : "del", {}, part.value) : part.value; });
        section.append(make("div", { "class": "side" }, [make("h3", { lang: tags[key] }, name(ref)), make("p", {}, pieces)]));
      });
      return section;
    }
    function name(ref) {
      var work = window.editionTexts.works.filter(function (one) { return one.slug === ref.split("#")[0]; })[0];
      var said = word("search.where.clause", { work: work.name[at], clause: window.editionTexts.names[ref][at], year: work.date.slice(0, 4) });
      return make("a", { href: page.dataset.home + ref.replace("#", "/#") }, said);
    }
  }
  /* By words where a language has spaces between them, else by characters */
  function difference(one, other, lang) {
    return /\p{Script=Han}/u.test(one + other) && lang !== "en" ? window.Diff.diffChars(one, other) : window.Diff.diffWordsWithSpace(one, other);
  }
})();
