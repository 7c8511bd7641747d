/* While somebody looks at a page, the house says at once that there is something new, and the page asks for it as it
   does by itself every now and then. Without this nothing is missing; it comes later. */
(function () {
  "use strict";

  if (!window.EventSource || !window.htmx) { return; }
  var body = document.body;
  var GAPS = { fresh: 6000, talks: 3000, news: 1500 };
  var last = {};
  var waiting = {};
  var source = null;
  var was_open = false;

  /* At once, and then not more often than so. */
  function look(id) {
    if (waiting[id] || !document.getElementById(id)) { return; }
    waiting[id] = window.setTimeout(function () {
      var place = document.getElementById(id);
      waiting[id] = 0;
      last[id] = Date.now();
      if (place) { window.htmx.trigger(place, "look"); }
    }, Math.max(0, (last[id] || 0) + GAPS[id] - Date.now()));
  }

  function open() {
    if (source || document.visibilityState === "hidden") { return; }
    source = new EventSource("/live");
    source.onopen = function () {
      body.setAttribute("data-live", "");
      look("news");
      if (was_open) { look("fresh"); look("talks"); }
      was_open = true;
    };
    source.onerror = function () {
      body.removeAttribute("data-live");
      if (source && source.readyState === 2) { close(); }
    };
    source.addEventListener("home", function () { look("fresh"); });
    source.addEventListener("told", function () { look("fresh"); });
    source.addEventListener("talk", function (event) {
      var news = document.getElementById("news");
      if (news && news.getAttribute("data-room") === event.data) {
        look("news");
      } else {
        look("fresh");
        look("talks");
      }
    });
  }

  function close() {
    if (source) { source.close(); }
    source = null;
    body.removeAttribute("data-live");
  }

  /* A browser opens few connections to one house: what nobody looks at keeps none. */
  document.addEventListener("visibilitychange", function () {
    if (document.visibilityState === "hidden") { close(); } else { open(); }
  });
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", open);
  open();
}());
