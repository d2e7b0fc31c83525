/* The timeline's filter: kinds, a document, a theme. The choice is kept in the address (?kind=&work=&theme=), said to
   screen readers, and followed by the drawing. Without this script, or without its words, every event is shown. */
(function () {
  "use strict";
  var words = window.editionLabels || {};
  var place = document.querySelector(".timeline-filter");
  var events = all("li.event");
  if (!place || !events.length || !words["timeline.shown"]) { return; }

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

  /* --- The controls */
  var present = events.map(function (event) { return event.dataset.kind; });
  var kinds = ["work", "announcement", "instrument", "meeting", "deadline"].filter(function (kind) { return present.indexOf(kind) >= 0; });
  var boxes = kinds.map(function (kind) { return make("input", { type: "checkbox", value: kind }); });
  function choice(name) {
    var options = all("li[data-" + name + "]", place).map(function (item) {
      return make("option", { value: item.dataset[name] }, item.textContent);
    });
    return make("select", { name: name }, [make("option", { value: "" }, word("timeline." + name + ".all"))].concat(options));
  }
  var work = choice("work"), theme = choice("theme");
  var told = make("output", { "class": "told" });
  var everything = make("button", { type: "button" }, word("timeline.all"));
  place.append(make("fieldset", { "class": "filter" }, [make("legend", {}, word("timeline.filter"))].concat(
    boxes.map(function (box) { return make("label", {}, [box, word("timeline.kind." + box.value)]); }),
    [make("label", {}, [word("timeline.work"), work]), make("label", {}, [word("timeline.theme"), theme])]
  )), make("p", { "class": "shown" }, [told, everything]));

  /* --- The address */
  function recall() {
    var asked = new URLSearchParams(location.search);
    var on = asked.get("kind") === null ? kinds : asked.get("kind").split(",");
    boxes.forEach(function (box) { box.checked = on.indexOf(box.value) >= 0; });
    [work, theme].forEach(function (select) {
      select.value = asked.get(select.name) || "";
      if (select.selectedIndex < 0) { select.value = ""; } /* a name that there is not */
    });
  }
  function remember() {
    var address = new URL(location.href);
    var on = chosen();
    if (on.length === kinds.length) { address.searchParams.delete("kind"); } else { address.searchParams.set("kind", on.join(",")); }
    [work, theme].forEach(function (select) {
      if (select.value) { address.searchParams.set(select.name, select.value); } else { address.searchParams.delete(select.name); }
    });
    history.replaceState(history.state, "", address);
    window.dispatchEvent(new Event("edition:address"));
  }
  function chosen() {
    return boxes.filter(function (box) { return box.checked; }).map(function (box) { return box.value; });
  }

  /* --- What is shown: an event, its year when it has any left, and its signs in the drawing */
  function id(event) { return event.querySelector("h3").id; }
  var drawn = {};
  all(".course a[href^='#']").forEach(function (link) {
    var to = link.getAttribute("href").slice(1);
    (drawn[to] = drawn[to] || []).push(link);
  });
  function has(list, value) { return !value || (list || "").split(" ").indexOf(value) >= 0; }
  function apply() {
    var on = chosen(), count = 0;
    events.forEach(function (event) {
      var shown = on.indexOf(event.dataset.kind) >= 0 && has(event.dataset.works, work.value) && has(event.dataset.themes, theme.value);
      event.hidden = !shown;
      count += shown ? 1 : 0;
      (drawn[id(event)] || []).forEach(function (link) { link.classList.toggle("left-out", !shown); });
    });
    all("section.year").forEach(function (year) { year.hidden = !year.querySelector("li.event:not([hidden])"); });
    told.textContent = word("timeline.shown", { count: count, total: events.length });
    everything.hidden = count === events.length;
  }

  /* An event that the address names is shown, whatever the filter leaves out. */
  function arrive() {
    var named = events.find(function (event) { return "#" + id(event) === location.hash; });
    if (!named || !named.hidden) { return; }
    clear();
    named.scrollIntoView();
  }
  function clear() {
    boxes.forEach(function (box) { box.checked = true; });
    work.value = theme.value = "";
    apply();
    remember();
  }

  place.addEventListener("change", function () { apply(); remember(); });
  everything.addEventListener("click", function () { clear(); boxes[0].focus(); });
  window.addEventListener("hashchange", arrive);
  window.addEventListener("popstate", function () { recall(); apply(); });
  recall();
  apply();
  arrive();
})();
