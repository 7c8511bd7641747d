/* What scripts add to pages that work without them: errors said in their place, quiet news, a viewer for pictures.
   Written for old phones: no syntax beyond ES2017, and whatever a browser lacks is left out. */
(function () {
  "use strict";
  var body = document.body;
  var MINUTE = 60000;

  function words(name) { return body.getAttribute("data-" + name) || ""; }

  /* Errors in their place */

  function say(place, text, html) {
    var host = place.closest(".card, .row, .done, .panel, .pager") || document.getElementById("page");
    hush(host);
    var line = html || document.createElement("p");
    if (!html) {
      line.className = "fault live";
      line.setAttribute("role", "alert");
      line.textContent = text;
    }
    host.appendChild(line);
  }

  function hush(host) {
    Array.prototype.forEach.call(host.querySelectorAll(".fault.live"), function (one) { one.remove(); });
  }

  function fault_in(answer) {
    var page = new DOMParser().parseFromString(answer || "", "text/html");
    var line = page.querySelector(".fault.live");
    return line ? document.importNode(line, true) : null;
  }

  function is_quiet(place) { return place.id === "fresh" || place.id === "talks"; }

  body.addEventListener("htmx:beforeRequest", function (event) {
    var host = event.detail.elt.closest(".card, .row, .done, .panel, .pager");
    if (host) { hush(host); }
  });
  body.addEventListener("htmx:responseError", function (event) {
    if (is_quiet(event.detail.elt)) { return; }
    say(event.detail.elt, words("broken"), fault_in(event.detail.xhr.responseText));
  });
  ["htmx:sendError", "htmx:timeout"].forEach(function (name) {
    body.addEventListener(name, function (event) {
      if (!is_quiet(event.detail.elt)) { say(event.detail.elt, words("offline")); }
    });
  });

  /* Where the keyboard goes after something was put in place of what it was on */

  var before = null;
  body.addEventListener("htmx:beforeSwap", function (event) {
    var target = event.detail.target;
    before = target.classList.contains("pager") ? target.previousElementSibling : null;
  });
  body.addEventListener("htmx:afterSettle", function (event) {
    var next = before && before.nextElementSibling;
    var active = document.activeElement;
    before = null;
    if (next) {
      next.tabIndex = -1;
      next.focus({ preventScroll: true });
    } else if (!active || active === body) {
      var place = event.detail.elt;
      var now = place.classList.contains("card") ? place.querySelector("summary.act") : place;
      if (now && now.focus) { now.focus({ preventScroll: true }); }
    }
  });

  /* News, at most once a minute and only while somebody looks */

  var fresh = document.getElementById("fresh");
  var looked = Date.now();
  function look() {
    if (document.visibilityState === "visible" && Date.now() - looked >= MINUTE - 1000) {
      looked = Date.now();
      window.htmx.trigger(fresh, "look");
    }
  }
  if (fresh && window.htmx) {
    window.setInterval(look, MINUTE);
    document.addEventListener("visibilitychange", look);
  }

  /* A link to a post inside a burst opens the burst */

  function open_burst() {
    var place = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    var burst = place && place.closest("details");
    if (burst && !burst.open) {
      burst.open = true;
      place.scrollIntoView();
    }
  }
  window.addEventListener("hashchange", open_burst);
  open_burst();

  /* The browser knows the time zone that nobody has said yet */

  var zone = document.querySelector('input[name="time_zone"]');
  if (zone && !zone.value && !zone.getAttribute("aria-invalid") && window.Intl) {
    zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone || "";
  }

  /* What is shown to be passed on is copied or sent by a button */

  function passing(place) {
    var text = place.textContent.trim();
    var row = part("span", "acts pass unprinted");
    var said = document.createElement("span");
    said.setAttribute("role", "status");
    function add(name, act) {
      var label = words(name);
      var made = button("quiet", label, label + ": " + text, act);
      row.appendChild(made);
    }
    if (navigator.clipboard) {
      add("copy", function () {
        said.textContent = "";
        navigator.clipboard.writeText(text).then(function () { said.textContent = words("copied"); }, function () {});
      });
    }
    if (navigator.share && text.indexOf("http") === 0) {
      add("share", function () { navigator.share({ url: text }).catch(function () { /* they thought better of it */ }); });
    }
    if (row.firstChild) {
      row.appendChild(said);
      place.parentNode.insertBefore(row, place.nextSibling);
    }
  }
  Array.prototype.forEach.call(document.querySelectorAll("[data-pass]"), passing);

  /* The viewer */

  var viewer = null;
  var shown = [];
  var at = 0;
  var opener = null;

  function button(kind, sign, label, act) {
    var made = document.createElement("button");
    made.type = "button";
    made.className = kind;
    made.textContent = sign;
    made.setAttribute("aria-label", label);
    made.addEventListener("click", act);
    return made;
  }

  function part(name, kind) {
    var made = document.createElement(name);
    made.className = kind;
    return made;
  }

  function make_viewer() {
    var made = part("dialog", "viewer");
    made.setAttribute("aria-label", words("viewer"));
    var bar = part("div", "bar");
    var place = part("span", "place");
    place.setAttribute("role", "status");
    bar.appendChild(place);
    bar.appendChild(button("close", "✕", words("viewer-close"), function () { made.close(); }));
    var stage = part("div", "stage");
    stage.appendChild(document.createElement("img"));
    made.appendChild(bar);
    made.appendChild(stage);
    made.appendChild(part("p", "words"));
    made.appendChild(button("step back", "‹", words("viewer-previous"), function () { step(-1); }));
    made.appendChild(button("step on", "›", words("viewer-next"), function () { step(1); }));
    made.addEventListener("close", function () { if (opener) { opener.focus(); } });
    made.addEventListener("keydown", function (event) {
      var on = getComputedStyle(made).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
      if (event.key === "ArrowLeft" || event.key === "ArrowRight") { step(event.key === on ? 1 : -1); }
      if (event.key === "Home") { show(0); }
      if (event.key === "End") { show(shown.length - 1); }
    });
    stage.addEventListener("click", function (event) { if (event.target === stage) { made.close(); } });
    swiped(stage);
    body.appendChild(made);
    return made;
  }

  function swiped(stage) {
    var x = null;
    var y = null;
    stage.addEventListener("touchstart", function (event) {
      var one = event.touches.length === 1 && event.touches[0];
      x = one ? one.clientX : null;
      y = one ? one.clientY : null;
    }, { passive: true });
    stage.addEventListener("touchend", function (event) {
      if (x === null) { return; }
      var across = event.changedTouches[0].clientX - x;
      var down = event.changedTouches[0].clientY - y;
      x = null;
      if (Math.abs(across) > 40 && Math.abs(across) > 2 * Math.abs(down)) { step(across < 0 ? 1 : -1); }
      if (down > 90 && down > 2 * Math.abs(across)) { viewer.close(); }
    }, { passive: true });
  }

  function step(by) { show(at + by); }

  function show(place) {
    if (place < 0 || place >= shown.length) { return; }
    at = place;
    var link = shown[at];
    var small = link.querySelector("img");
    var old = viewer.querySelector(".stage img");
    var image = document.createElement("img");
    image.src = link.href;
    image.alt = small.alt;
    image.draggable = false;
    old.parentNode.replaceChild(image, old);
    viewer.querySelector(".words").textContent = small.alt;
    viewer.querySelector(".place").textContent =
      shown.length < 2 ? "" : words("viewer-place").replace("{n}", at + 1).replace("{all}", shown.length);
    viewer.querySelector(".back").hidden = at === 0;
    viewer.querySelector(".on").hidden = at === shown.length - 1;
    if (!viewer.contains(document.activeElement)) { viewer.querySelector(".close").focus(); }
    [at + 1, at - 1].forEach(function (near) { if (shown[near]) { new Image().src = shown[near].href; } });
  }

  function open_viewer(link) {
    opener = link;
    viewer = viewer || make_viewer();
    shown = Array.prototype.slice.call(link.parentNode.querySelectorAll("a"));
    if (!viewer.open) { viewer.showModal(); }
    show(shown.indexOf(link));
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest(".pictures a");
    var plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0;
    if (link && plain && window.HTMLDialogElement) {
      event.preventDefault();
      open_viewer(link);
    }
  });

  /* The page that is there when nothing answers */

  if ("serviceWorker" in navigator && window.isSecureContext) {
    navigator.serviceWorker.register("/service-worker.js").catch(function () { /* then without */ });
  }
}());
