/* Notes beside the text: the words that a note is about are lit in every language while it is read; a mark opens its
   note and Escape closes it and leads back; kinds and significance can be chosen, and are kept in the address; a term
   or a name says what it means on hover, focus or tap. Without this script every mark is a link and every note a fold. */
(function () {
  "use strict";
  var words = window.editionLabels || {};
  var root = document.documentElement;
  var main = document.getElementById("main");
  if (!main) { return; }

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

  /* --- Which words belong to which note */
  var marks = {};
  all("[data-notes]", main).forEach(function (mark) {
    mark.dataset.notes.split(" ").forEach(function (id) { (marks[id] = marks[id] || []).push(mark); });
  });
  var notes = {};
  all("details.note", main).forEach(function (note) { notes[note.dataset.note] = note; });
  var reading = "";

  function light(id) {
    all(".lit", main).forEach(function (mark) { mark.classList.remove("lit"); });
    (marks[id] || []).forEach(function (mark) { mark.classList.add("lit"); });
  }
  function read(id) { reading = id; light(id); }

  /* --- Opening and closing */
  var from = null; /* the mark that a note was opened from */
  function open(id, mark) {
    var note = notes[id];
    if (!note) { return; }
    note.hidden = false;
    note.open = true;
    read(id);
    from = mark || null;
    leadBack(note);
    var summary = note.querySelector("summary");
    summary.focus({ preventScroll: true });
    summary.scrollIntoView({ block: "nearest" });
    history.replaceState(history.state, "", location.pathname + location.search + "#" + id);
    window.dispatchEvent(new Event("edition:address"));
  }
  /* Beneath a long clause the words are out of sight: a button closes the note and leads back to them, as Escape does. */
  function leadBack(note) {
    if (!from || !words["notes.back"] || note.querySelector(".back")) { return; }
    var back = make("button", { type: "button", "class": "back" }, word("notes.back"));
    back.addEventListener("click", function () { close(note); });
    note.append(back);
  }
  function close(note) {
    var id = note.dataset.note;
    note.open = false;
    if (reading === id) { read(""); }
    var back = from && (marks[id] || []).indexOf(from) >= 0 ? from : note.querySelector("summary");
    from = null;
    back.focus({ preventScroll: true });
    back.scrollIntoView({ block: "nearest" });
  }
  main.addEventListener("click", function (event) {
    var mark = event.target.closest("[data-notes]");
    if (!mark || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) { return; }
    var ids = mark.dataset.notes.split(" ").filter(function (id) { return notes[id] && !notes[id].classList.contains("left-out"); });
    if (!ids.length) { return; }
    event.preventDefault();
    /* Words of several notes: one after the other */
    var at = ids.indexOf(reading);
    open(ids[(at + 1) % ids.length], mark);
  });
  Object.keys(notes).forEach(function (id) {
    var note = notes[id];
    note.addEventListener("toggle", function () { if (note.open) { read(id); } else if (reading === id) { read(""); } });
    ["mouseenter", "focusin"].forEach(function (type) { note.addEventListener(type, function () { light(id); }); });
    ["mouseleave", "focusout"].forEach(function (type) { note.addEventListener(type, function () { light(reading); }); });
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || event.defaultPrevented) { return; }
    if (gloss.hide()) { return; }
    var note = document.activeElement && document.activeElement.closest("details.note[open]");
    if (note) { close(note); event.preventDefault(); }
  });
  function arrive() {
    var id = location.hash.slice(1);
    if (!/^n\d+$/.test(id)) { return; }
    var body = document.getElementById(id);
    var note = body && body.closest("details.note");
    if (!note) { return; }
    note.open = true;
    read(note.dataset.note);
    note.querySelector("summary").focus({ preventScroll: true });
    note.scrollIntoView({ block: "nearest" });
    /* With the words it is about, where both fit */
    var clause = note.closest(".clause");
    if (clause && note.getBoundingClientRect().bottom - clause.getBoundingClientRect().top < innerHeight * 0.9) { clause.scrollIntoView({ block: "start" }); }
  }
  window.addEventListener("hashchange", arrive);
  window.addEventListener("load", arrive); /* after the browser has gone to the note by itself */
  window.addEventListener("beforeprint", function () { all("details.note").forEach(function (note) { note.open = true; }); });

  /* --- Which notes are shown */
  var lead = document.querySelector(".notes-lead");
  if (lead && words["notes.title"]) { filter(lead); }
  function filter(lead) {
    var every = Object.values(notes).map(kindOf);
    var kinds = ["translation", "term", "reference", "context", "parallel", "textual"].filter(function (kind) { return every.indexOf(kind) >= 0; });
    var asked = new URLSearchParams(location.search).get("notes");
    var wanted = asked === null ? kinds : asked.split(".")[0].split(",");
    var least = Number((asked || "").split(".")[1]) || 1;
    var boxes = kinds.map(function (kind) {
      var box = make("input", { type: "checkbox", value: kind });
      box.checked = wanted.indexOf(kind) >= 0;
      return box;
    });
    var choice = make("select", {}, [1, 2, 3].map(function (n) { return make("option", { value: String(n) }, word("notes.least." + n)); }));
    choice.value = String(least);
    var labels = boxes.map(function (box) { return make("label", {}, [box, word("notes." + box.value)]); });
    var field = make("fieldset", { "class": "filter" }, [make("legend", { "class": "spoken" }, word("notes.title"))].concat(labels, make("label", {}, [word("notes.least"), choice])));
    var told = make("output", { "class": "spoken" });
    field.append(told);
    lead.after(field);
    field.addEventListener("change", function () { apply(true); });
    apply(false);

    function apply(chosen) {
      var on = boxes.filter(function (box) { return box.checked; }).map(function (box) { return box.value; });
      least = Number(choice.value);
      var count = 0;
      Object.keys(notes).forEach(function (id) {
        var out = on.indexOf(kindOf(notes[id])) < 0 || Number(notes[id].dataset.significance) < least;
        notes[id].classList.toggle("left-out", out);
        notes[id].hidden = out;
        count += out ? 0 : 1;
      });
      all("[data-notes]", main).forEach(function (mark) {
        mark.classList.toggle("hushed", mark.dataset.notes.split(" ").every(function (id) { return !notes[id] || notes[id].hidden; }));
      });
      if (!chosen) { return; }
      told.textContent = word("notes.shown", { count: count });
      var address = new URL(location.href);
      var everything = on.length === kinds.length && least === 1;
      if (everything) { address.searchParams.delete("notes"); } else { address.searchParams.set("notes", on.join(",") + (least > 1 ? "." + least : "")); }
      history.replaceState(history.state, "", address);
      window.dispatchEvent(new Event("edition:address"));
    }
  }
  function kindOf(note) { return note.className.split(" ").filter(function (name) { return name !== "note" && name !== "left-out"; })[0]; }

  /* --- What a term means. The words come with the first one that is asked for. */
  var gloss = (function () {
    var box = null, at = null, timer = 0, asked = false;
    var waiting = null;
    function glosses(then) {
      if (window.editionGlosses) { then(window.editionGlosses); return; }
      waiting = then;
      if (asked) { return; }
      asked = true;
      var own = document.querySelector("script[src*='assets/js/notes.js']");
      var script = make("script", { src: own.src.replace(/notes\.js.*$/, "glosses." + own.dataset.key + ".js") });
      script.addEventListener("load", function () { if (window.editionGlosses && waiting) { waiting(window.editionGlosses); } });
      document.head.append(script);
    }
    function show(link) {
      glosses(function (known) {
        var layer = layerOf(link);
        var id = link.classList.contains("q") ? link.dataset[layer] : link.hash.slice(1);
        var said = known[layer] && known[layer][id];
        if (!said) { return; }
        hide();
        at = link;
        box = make("div", { "class": "gloss", id: "gloss" }, [
          make("p", {}, make("strong", {}, said[0])),
          make("p", {}, said[1]),
          make("a", { href: link.classList.contains("q") ? wayTo(layer, id) : link.href }, word("gloss." + layer))
        ]);
        link.setAttribute("aria-describedby", "gloss");
        box.addEventListener("mouseenter", function () { clearTimeout(timer); });
        box.addEventListener("mouseleave", later);
        main.append(box);
        place(link);
      });
    }
    /* Of annotated words the name before the term, as in the address of words that no note is about */
    function layerOf(link) { return link.matches(".ref, .q[data-ref]") ? "ref" : "term"; }
    function wayTo(layer, id) {
      var page = document.querySelector("nav a[href*='" + (layer === "term" ? "glossary" : "references") + "']");
      return page ? page.href.replace(/#.*$/, "") + "#" + id : "#";
    }
    function place(link) {
      var rect = link.getClientRects()[0] || link.getBoundingClientRect();
      var width = box.offsetWidth;
      box.style.left = Math.max(8, Math.min(rect.left, root.clientWidth - width - 8)) + scrollX + "px";
      var below = rect.bottom + 6, above = rect.top - box.offsetHeight - 6;
      box.style.top = (below + box.offsetHeight < innerHeight || above < 0 ? below : above) + scrollY + "px";
    }
    function hide() {
      clearTimeout(timer);
      if (!box) { return false; }
      box.remove();
      box = null;
      if (at) { at.removeAttribute("aria-describedby"); at = null; }
      return true;
    }
    function later() { clearTimeout(timer); timer = setTimeout(hide, 250); }
    function of(event) { return event.target.closest && event.target.closest("a.term, a.ref, a[data-term], a[data-ref]"); }
    main.addEventListener("mouseover", function (event) {
      var link = of(event);
      if (!link || link === at) { if (link) { clearTimeout(timer); } return; }
      clearTimeout(timer);
      timer = setTimeout(function () { show(link); }, 350);
    });
    main.addEventListener("mouseout", function (event) { if (of(event)) { later(); } });
    main.addEventListener("focusin", function (event) {
      var link = of(event);
      if (link && link.matches(":focus-visible")) { show(link); } else if (!event.target.closest(".gloss")) { hide(); }
    });
    /* A finger has no hover: the first tap says what it means, the way on is in the box. */
    main.addEventListener("click", function (event) {
      var link = of(event);
      if (!link || link.dataset.notes || matchMedia("(hover: hover)").matches) { return; }
      event.preventDefault();
      show(link);
    });
    document.addEventListener("pointerdown", function (event) {
      if (box && !event.target.closest(".gloss") && of(event) !== at) { hide(); }
    });
    return { hide: hide };
  })();
})();
