/* Keeps what a page looks like and one page that says that nobody answers. Nothing else: no page, no picture, no answer
   of the house is ever kept here, so that nothing of anybody stays behind. FILES stands before this. */
"use strict";

var KEPT = "house-" + FILES.join();
var OFFLINE = "/offline";

self.addEventListener("install", function (event) {
  event.waitUntil(caches.open(KEPT).then(function (kept) {
    var page = new Request(OFFLINE, { credentials: "omit", cache: "reload" });
    return Promise.all([kept.addAll(FILES), kept.add(page)]);
  }).then(function () { return self.skipWaiting(); }));
});

self.addEventListener("activate", function (event) {
  event.waitUntil(caches.keys().then(function (names) {
    return Promise.all(names.filter(function (name) { return name !== KEPT; }).map(function (name) {
      return caches.delete(name);
    }));
  }).then(function () { return self.clients.claim(); }));
});

self.addEventListener("fetch", function (event) {
  var request = event.request;
  var address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) { return; }
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(function () { return caches.match(OFFLINE); }));
  } else if (FILES.indexOf(address.pathname + address.search) >= 0) {
    event.respondWith(caches.match(request).then(function (kept) { return kept || fetch(request); }));
  }
});
