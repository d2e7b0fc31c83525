/* A permanent address goes on to the clause in the reader's language, else in the first; the query is kept. */
(function () {
  "use strict";
  var ways = Array.prototype.slice.call(document.querySelectorAll("main a[hreflang]"));
  var wanted = navigator.languages && navigator.languages.length ? navigator.languages : [navigator.language || ""];
  function primary(tag) { return tag.split("-")[0].toLowerCase(); }
  var chosen = ways[0];
  Array.prototype.some.call(wanted, function (tag) {
    var found = ways.filter(function (way) { return primary(way.hreflang) === primary(tag); })[0];
    if (found) { chosen = found; }
    return Boolean(found);
  });
  if (chosen) {
    chosen.search = location.search;
    location.replace(chosen.href);
  }
})();
