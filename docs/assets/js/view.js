/* Which languages a page shows. It runs in the head, before anything is drawn, so that nothing moves later.

   The address says (?view=KEY or ?view=both), else what the reader chose last, else both. The languages are those the
   page names: <html data-languages="en:en zh:zh-Hans">, a key and a tag each. The state is <html data-view="KEY">;
   data-view-foreign says that it is not the page's own language. The rules stand in a style sheet made by script,
   which a content security policy allows. Where the browser cannot do that, every language stays in sight. */
(function () {
  "use strict";
  var root = document.documentElement;
  var NAME = "edition.view";
  var tags = {};
  (root.getAttribute("data-languages") || "").split(" ").forEach(function (pair) {
    var parts = pair.split(":");
    if (parts[1]) { tags[parts[0]] = parts[1]; }
  });
  if (!("adoptedStyleSheets" in document) || !Object.keys(tags).length) { return; }

  var sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [].concat(Array.from(document.adoptedStyleSheets), sheet);

  function known(view) { return view === "both" || Object.prototype.hasOwnProperty.call(tags, view); }

  /* What the reader's browser keeps: nothing where it is not allowed to. */
  function remember(name, value) { try { localStorage.setItem(name, value); } catch (error) { /* not kept */ } }
  function recall(name) { try { return localStorage.getItem(name); } catch (error) { return null; } }

  function asked() { return new URLSearchParams(location.search).get("view"); }

  /* Other languages' texts and headings go; that a language lacks a clause is said only where that clause shows none. */
  function show(view) {
    var tag = tags[view];
    root.setAttribute("data-view", view);
    root.toggleAttribute("data-view-foreign", Boolean(tag) && tag !== root.lang);
    sheet.replaceSync(tag ? [
      ".clause > :is(.version, .other-heading)[lang]:not(:lang(" + tag + ")) { display: none !important; }",
      ".clause:has(> .version:lang(" + tag + ")[lang]) > .absent { display: none !important; }",
      "aside.framing .clause:not(:has(> .version:lang(" + tag + ")[lang])), aside.framing:not(:has(.version:lang(" + tag + ")[lang])) { display: none !important; }"
    ].join("\n") : "");
  }

  function choose(view) {
    if (!known(view)) { return; }
    remember(NAME, view);
    show(view);
  }

  var first = asked();
  if (known(first)) { choose(first); } else { show(known(recall(NAME)) ? recall(NAME) : "both"); }

  /* For edition.js */
  window.editionView = { choose: choose, current: function () { return root.getAttribute("data-view"); }, remember: remember, recall: recall };
})();
