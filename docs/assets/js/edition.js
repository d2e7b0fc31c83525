/* What a reader can do on a page beyond reading it: choose languages, go from clause to clause, copy, and follow the
   table of contents. Every word comes from window.editionLabels; without them, or without view.js, what needs them
   is left out. Deferred: the page is there. */
(function () {
  "use strict";
  var root = document.documentElement;
  var words = window.editionLabels || {};
  var view = window.editionView;
  var KEYS = "edition.keys";

  function all(selector, within) { return Array.from((within || document).querySelectorAll(selector)); }
  function word(key, values) {
    return (words[key] || "").replace(/\{(\w+)\}/g, function (whole, name) { return values && name in values ? values[name] : whole; });
  }
  function make(name, attributes, children) {
    var element = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) { element.setAttribute(key, attributes[key]); });
    [].concat(children || []).forEach(function (child) { element.append(child); });
    return element;
  }

  /* --- What is said to screen readers, and to nobody else */
  var voice = make("p", { "class": "spoken", role: "status" });
  document.body.append(voice);
  function say(text) { voice.textContent = ""; setTimeout(function () { voice.textContent = text; }, 50); }

  /* --- The place in the address */
  function named() {
    var id = "";
    try { id = decodeURIComponent(location.hash.slice(1)); } catch (error) { /* not an id of ours */ }
    return id ? document.getElementById(id) : null;
  }

  /* The language switch leads to the same place, with the same view. */
  var switches = all("a[data-language-switch]");
  function carry() {
    switches.forEach(function (way) {
      way.search = location.search;
      way.hash = location.hash;
    });
  }

  /* A clause that the address names receives the focus at its heading: reading on goes on there. */
  function arrive() {
    carry();
    var element = named();
    if (!element || !/^H[1-6]$/.test(element.tagName)) { return; }
    element.setAttribute("tabindex", "-1");
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: "start" });
  }
  window.addEventListener("hashchange", arrive);
  window.addEventListener("popstate", carry);
  window.addEventListener("edition:address", carry);
  arrive();

  /* --- Languages shown */
  var group = document.querySelector(".views");
  var buttons = group && view ? all("button", group) : [];
  function press() {
    buttons.forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.dataset.view === view.current()));
    });
  }
  /* What the reader sees stays where it is: the clause at the top of the window is held in its place. */
  function choose(button) {
    var held = clauses()[at()];
    var before = held && held.getBoundingClientRect().top;
    view.choose(button.dataset.view);
    if (held && scrollY > 0) { scrollBy({ top: held.getBoundingClientRect().top - before, behavior: "instant" }); }
    press();
    var address = new URL(location.href);
    address.searchParams.set("view", button.dataset.view);
    history.replaceState(history.state, "", address);
    carry();
    say(word("view.shown", { view: button.textContent.trim() }));
  }
  buttons.forEach(function (button) { button.addEventListener("click", function () { choose(button); }); });
  if (buttons.length) { group.hidden = false; press(); }

  /* --- From clause to clause */
  function clauses() { return all("section.clause").filter(function (clause) { return clause.getClientRects().length > 0; }); }
  function heading(clause) { return clause.querySelector("h2, h3, h4"); }
  function visible(clause) {
    var box = clause.getBoundingClientRect();
    return box.bottom > bar() && box.top < innerHeight;
  }
  function bar() { return parseFloat(getComputedStyle(root).scrollPaddingTop) || 0; }
  /* The clause being read: the one that was gone to, while it is in sight, else the one at the top of the window. */
  function at() {
    var list = clauses();
    var gone = document.activeElement && document.activeElement.closest("section.clause");
    if (gone && visible(gone)) { return list.indexOf(gone); }
    var found = -1;
    list.forEach(function (clause, number) { if (clause.getBoundingClientRect().top <= bar() + 32) { found = number; } });
    return found;
  }
  function go(step) {
    var clause = clauses()[Math.max(at() + step, 0)];
    if (!clause || !heading(clause)) { return; }
    if (location.hash === "#" + heading(clause).id) { arrive(); } else { location.replace("#" + heading(clause).id); }
  }

  /* --- Copying */
  function copy(text, done) {
    function told(well) { say(word(well ? done.key : "copy.failed", done)); show(done.button, well); }
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(text).then(function () { told(true); }, function () { told(older(text)); });
    } else { told(older(text)); }
  }
  /* Where there is no clipboard of the newer kind: a page opened from a folder, or over plain http */
  function older(text) {
    var focused = document.activeElement;
    var field = make("textarea", { "class": "spoken", readonly: "", "aria-hidden": "true" });
    var well = false;
    field.value = text;
    document.body.append(field);
    field.select();
    try { well = document.execCommand("copy"); } catch (error) { /* not copied */ }
    field.remove();
    if (focused && focused.focus) { focused.focus({ preventScroll: true }); }
    return well;
  }
  function show(button, well) {
    button.setAttribute("data-copied", String(well));
    setTimeout(function () { button.removeAttribute("data-copied"); }, 2000);
  }
  function text(element) { return element ? element.textContent.replace(/\s+/g, " ").trim() : ""; }

  function shown(element) { return getComputedStyle(element).display !== "none"; }

  /* A quotation in the languages shown, the editors' translations named as such, with where it stands. */
  function quotation(clause, id, address) {
    var titles = all("h1, .other-title").map(text).join(" · ");
    var own = heading(clause);
    var place = "§ " + id + (clause.classList.contains("framing") ? " (" + word("copy.outside") + ")" : "");
    var printed = (own.classList.contains("label") || root.hasAttribute("data-view-foreign") ? [] : [own])
      .concat(all(":scope > .other-heading", clause).filter(shown)).map(text);
    var said = all(":scope > .version[lang]", clause).filter(shown).map(function (version) {
      var note = version.classList.contains("editorial") ? " (" + text(version.querySelector(".language")) + ")" : "";
      return text(version.querySelector(".text")) + note;
    });
    return [titles + ", " + place].concat(printed.length ? printed.join(" · ") : [], said, address).join("\n\n");
  }

  clauses().forEach(function (clause) {
    var ways = clause.querySelector(":scope > .ways");
    var permanent = ways && ways.querySelector("a[href*='/id/']");
    if (!permanent) { return; }
    var id = heading(clause).id;
    permanent.setAttribute("data-address", permanent.href); /* for print */
    if (!words["copy.link"] || !words["copy.quote"]) { return; }
    /* Their room is kept in work.css, so that nothing moves when they come. */
    ways.append(make("span", { "class": "tools" }, [["link", function () { return permanent.href; }], ["quote", function () { return quotation(clause, id, permanent.href); }]].map(function (kind) {
      var name = word("copy." + kind[0]);
      var button = make("button", { type: "button", "aria-label": name + " § " + id }, name);
      button.addEventListener("click", function () { copy(kind[1](), { key: "copied." + kind[0], ref: "§ " + id, button: button }); });
      return button;
    })));
  });

  /* --- Keys, which a reader can turn off: they are single letters */
  function keysOn() { return !view || view.recall(KEYS) !== "off"; }
  function next() {
    var number = buttons.findIndex(function (button) { return button.getAttribute("aria-pressed") === "true"; });
    return buttons[(number + 1) % buttons.length];
  }
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.defaultPrevented || !keysOn()) { return; }
    if (event.target.closest && event.target.closest("input, textarea, select, dialog, [contenteditable]")) { return; }
    var button = /^[1-9]$/.test(event.key) ? buttons[event.key - 1] : event.key === "v" && buttons.length ? next() : null;
    if (button) { choose(button); }
    else if (event.key === "j" || event.key === "n") { go(1); }
    else if (event.key === "k" || event.key === "p") { go(-1); }
    else if (event.key === "?") { help(); }
    else if (event.key === "/" && window.edition && edition.openSearch) { edition.openSearch(); }
    else { return; }
    event.preventDefault();
  });

  /* --- Help */
  var dialog = null;
  function help() {
    if (!words["help.title"]) { return; }
    dialog = dialog || makeHelp();
    dialog.querySelector("input").checked = keysOn();
    dialog.showModal();
  }
  function makeHelp() {
    var rows = [];
    function row(keys, key, values) {
      var names = keys.map(function (name) { return make("kbd", {}, name); });
      rows.push(make("dt", {}, names.flatMap(function (name, number) { return number ? [" ", name] : [name]; })), make("dd", {}, word(key, values)));
    }
    if (clauses().length) { row(["j", "n"], "help.next"); row(["k", "p"], "help.previous"); }
    buttons.forEach(function (button, number) { row([String(number + 1)], "help.show", { view: button.textContent.trim() }); });
    if (buttons.length) { row(["v"], "help.cycle"); }
    if (window.edition && edition.openSearch) { row(["/"], "help.search"); }
    row(["?"], "help.help");
    row(["Esc"], "help.close");
    var box = make("input", { type: "checkbox" });
    box.addEventListener("change", function () { if (view) { view.remember(KEYS, box.checked ? "on" : "off"); } });
    var close = make("button", { type: "button", autofocus: "" }, word("close"));
    var made = make("dialog", { "aria-labelledby": "help-title" }, [
      make("h2", { id: "help-title" }, word("help.title")),
      make("dl", {}, rows),
      make("label", {}, [box, make("span", {}, word("help.keys"))]),
      close
    ]);
    close.addEventListener("click", function () { made.close(); });
    made.addEventListener("click", function (event) { if (event.target === made) { made.close(); } });
    document.body.append(made);
    return made;
  }
  if (words["help.title"]) {
    all("button[data-help]").forEach(function (button) { button.hidden = false; button.addEventListener("click", help); });
  }

  /* --- The table of contents follows the reading, and is open where it stands beside the text */
  var table = document.querySelector(".contents");
  var links = table ? all("a[href^='#']", table) : [];
  var places = links.map(function (link) { return document.getElementById(decodeURIComponent(link.hash.slice(1))); });
  function mark() {
    var line = Math.max(bar() + 40, innerHeight * 0.3);
    var current = -1;
    places.forEach(function (place, number) { if (place && place.getBoundingClientRect().top <= line) { current = number; } });
    if (innerHeight + scrollY >= root.scrollHeight - 2) { current = places.length - 1; }
    var gone = places.indexOf(named());
    if (gone >= 0 && places[gone].getBoundingClientRect().top > 0 && places[gone].getBoundingClientRect().top < innerHeight - 40) { current = gone; }
    links.forEach(function (link, number) {
      if (number !== current) { link.removeAttribute("aria-current"); return; }
      if (link.hasAttribute("aria-current")) { return; }
      link.setAttribute("aria-current", "location");
      var box = link.getBoundingClientRect(), frame = table.getBoundingClientRect();
      if (table.scrollHeight > table.clientHeight && (box.top < frame.top || box.bottom > frame.bottom)) {
        table.scrollTop += box.top - frame.top - frame.height / 3;
      }
    });
  }
  if (links.length) {
    var watcher = new IntersectionObserver(mark, { rootMargin: "0px 0px -70% 0px" });
    places.forEach(function (place) { if (place) { watcher.observe(place); } });
    window.addEventListener("hashchange", mark);
    document.addEventListener("scrollend", mark);
    mark();
    var wide = window.matchMedia(document.querySelector(".work-page") ? "(min-width: 96rem)" : "(min-width: 64rem)");
    var details = table.querySelector("details");
    var fit = function () { details.open = wide.matches; };
    fit();
    wide.addEventListener("change", fit);
    table.addEventListener("click", function (event) { if (event.target.closest("a") && !wide.matches) { details.open = false; } });
  }
})();
