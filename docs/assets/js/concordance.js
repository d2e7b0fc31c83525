/* The concordance of what is asked for: every occurrence in every language in a row, with what stands before and after,
   in the order of the text, or of what stands on either side, or of date; to be taken along as CSV. On the page of search. */
(function () {
  "use strict";
  var words = window.editionLabels || {};
  var finding = window.edition && edition.finding;
  var page = document.getElementById("search-page");
  if (!page || !finding || !words["concordance.title"]) { return; }
  var key = document.documentElement.dataset.key;
  var CONTEXT = { en: 46, other: 22 };
  var tags = {}, languages = [];
  document.documentElement.dataset.languages.split(" ").forEach(function (pair) { var parts = pair.split(":"); tags[parts[0]] = parts[1]; languages.push(parts[0]); });
  var at = languages.indexOf(key);
  var home = page.dataset.home;

  function make(name, attributes, children) {
    var element = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (attribute) { element.setAttribute(attribute, attributes[attribute]); });
    [].concat(children || []).forEach(function (child) { element.append(child); });
    return element;
  }
  function word(name, values) {
    return (words[name] || "").replace(/\{(\w+)\}/g, function (whole, value) { return values && value in values ? values[value] : whole; });
  }

  var order = make("select", { id: "concordance-order" }, ["text", "left", "right", "date"].map(function (name) { return make("option", { value: name }, word("concordance." + name)); }));
  var save = make("button", { type: "button" }, word("concordance.csv"));
  var told = make("p", { "class": "when", role: "status" });
  var body = make("tbody");
  var table = make("table", { "class": "kwic" }, [
    make("caption", { "class": "spoken" }, word("concordance.title")),
    make("thead", {}, make("tr", {}, ["before", "found", "after", "where"].map(function (name) { return make("th", { scope: "col" }, word("concordance." + name)); }))), body
  ]);
  var details = make("details", { "class": "concordance" }, [
    make("summary", {}, word("concordance.title")),
    make("p", { "class": "choices" }, [make("label", { "for": order.id }, word("concordance.order")), " ", order, " ", save]), told,
    make("div", { "class": "wide", tabindex: "0", role: "region", "aria-label": word("concordance.title") }, table)
  ]);
  page.after(details);
  if (new URLSearchParams(location.search).get("as") === "concordance") { details.open = true; }

  var rows = [], last = "";
  function refresh() {
    var asked = new URLSearchParams(location.search);
    var now = asked.get("q") + "\n" + asked.get("work") + "\n" + asked.get("lang");
    if (!details.open || now === last) { return; }
    last = now;
    var query = asked.get("q") || "";
    finding.search(query, { kind: "clause", work: asked.get("work") || "", lang: asked.get("lang") || "" }).then(function (results) {
      var dates = {}, numbers = {};
      window.editionTexts.works.forEach(function (work, n) { dates[work.slug] = work.date; numbers[work.slug] = n; });
      var refs = Object.keys(window.editionTexts.names);
      rows = results.flatMap(function (result) {
        return joined(result.ranges).map(function (range) {
          var text = result.record.words;
          return { ref: result.ref, lang: result.lang, before: text.slice(0, range[0]), found: text.slice(range[0], range[1]), after: text.slice(range[1]), date: dates[result.record.work], place: refs.indexOf(result.ref) * 1e6 + range[0] };
        });
      });
      draw();
    });
  }
  /* Words that stand next to one another are one find. */
  function joined(ranges) {
    return ranges.reduce(function (found, range) {
      var last = found[found.length - 1];
      if (last && range[0] - last[1] <= 1) { last[1] = Math.max(last[1], range[1]); } else { found.push(range.slice()); }
      return found;
    }, []);
  }
  function draw() {
    var by = { text: function (row) { return row.place; }, date: function (row) { return row.date; }, left: function (row) { return Array.from(row.before.trim()).reverse().join("").toLowerCase(); }, right: function (row) { return row.after.trim().toLowerCase(); } }[order.value];
    rows.sort(function (a, b) { var one = by(a), other = by(b); return languages.indexOf(a.lang) - languages.indexOf(b.lang) || (one < other ? -1 : one > other ? 1 : a.place - b.place); });
    told.textContent = word("concordance.count", { count: rows.length });
    body.replaceChildren.apply(body, rows.map(function (row) {
      var length = CONTEXT[row.lang] || CONTEXT.other;
      return make("tr", {}, [
        make("td", { "class": "before", lang: tags[row.lang] }, row.before.slice(-length)),
        make("td", { lang: tags[row.lang] }, make("mark", {}, row.found)),
        make("td", { lang: tags[row.lang] }, row.after.slice(0, length)),
        make("td", {}, make("a", { href: home + row.ref.replace("#", "/#") }, name(row)))
      ]);
    }));
  }
  function name(row) {
    var work = window.editionTexts.works.filter(function (one) { return one.slug === row.ref.split("#")[0]; })[0];
    return word("search.where.clause", { work: work.name[at], clause: window.editionTexts.names[row.ref][at], year: work.date.slice(0, 4) });
  }
  /* A cell that begins like a formula gets an apostrophe, so that no program computes it. */
  function cell(text) { return '"' + String(text).replace(/^[=+\-@\t\r]/, "'$&").replace(/"/g, '""') + '"'; }
  save.addEventListener("click", function () {
    var lines = [["ref", "lang", "date", "before", "found", "after"].join(",")].concat(rows.map(function (row) {
      return [row.ref, row.lang, row.date, row.before, row.found, row.after].map(cell).join(",");
    }));
    var link = make("a", { href: URL.createObjectURL(new Blob(["\ufeff" + lines.join("\r\n") + "\r\n"], { type: "text/csv" })), download: "concordance.csv" });
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
  });
  order.addEventListener("change", draw);
  details.addEventListener("toggle", refresh);
  window.addEventListener("edition:address", refresh);
  refresh();
})();
