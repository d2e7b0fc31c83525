/* The language switch leads to the same clause, with the same view: it keeps the address's query and #fragment. */
(function () {
  "use strict";
  var switches = document.querySelectorAll("a[data-language-switch]");
  function carry() {
    switches.forEach(function (way) {
      way.search = location.search;
      way.hash = location.hash;
    });
  }
  carry();
  window.addEventListener("hashchange", carry);
  window.addEventListener("popstate", carry);
  switches.forEach(function (way) { way.addEventListener("click", carry); });
})();
