/* A talk: the newest is looked at first, and what others say meanwhile is asked for while somebody looks: every few
   seconds, or, where the house says by itself that there is something (live.js), now and then. */
(function () {
  "use strict";

  var EVERY = 4000;
  var SELDOM = 8;
  var lines = document.getElementById("lines");
  if (!lines) return;

  function isAtEnd() {
    return window.innerHeight + window.scrollY >= document.documentElement.scrollHeight - 240;
  }

  function showEnd() {
    var last = lines.querySelector(".line:last-of-type");
    if (last && !location.hash) { last.scrollIntoView({ block: "center" }); }
  }

  showEnd();
  if (!window.htmx || !document.getElementById("news")) return;

  var ticks = 0;
  window.setInterval(function () {
    var news = document.getElementById("news");
    ticks += 1;
    if (document.body.hasAttribute("data-live") && ticks % SELDOM) { return; }
    if (news && document.visibilityState === "visible") { window.htmx.trigger(news, "look"); }
  }, EVERY);

  var wasAtEnd = true;
  document.body.addEventListener("htmx:beforeSwap", function (event) {
    if (event.detail.target.id === "news") { wasAtEnd = isAtEnd(); }
  });
  document.body.addEventListener("htmx:afterSettle", function () {
    var all = lines.querySelectorAll(".line");
    var last = all[all.length - 1];
    if (wasAtEnd && last && last.dataset.shown !== "1") { last.scrollIntoView({ block: "nearest" }); }
    if (last) { last.dataset.shown = "1"; }
  });
})();
