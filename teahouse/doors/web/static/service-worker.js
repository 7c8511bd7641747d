/* Keeps what a page looks like and one page that says that nobody answers. Nothing else: no page, no picture, no answer
   of the house is ever kept here, so that nothing of anybody stays behind. And shows what is pushed, which the house has
   written out already for who reads it. FILES and HOUSE stand before this. */
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

self.addEventListener("push", function (event) {
  var said = {};
  try { said = event.data.json(); } catch (error) { /* a push that cannot be read has to be shown as well */ }
  event.waitUntil(self.registration.showNotification(said.title || HOUSE, {
    body: said.body || "",
    icon: said.icon || undefined,
    lang: said.language || "",
    tag: said.id ? "notice-" + said.id : "notices",
    data: said.url || "/notices"
  }));
});

self.addEventListener("notificationclick", function (event) {
  var address = new URL(event.notification.data || "/notices", self.location.origin);
  event.notification.close();
  if (address.origin !== self.location.origin) { address = new URL("/notices", self.location.origin); }
  event.waitUntil(self.clients.matchAll({ type: "window" }).then(function (open) {
    var page = open.filter(function (one) { return one.url === address.href; })[0];
    return page ? page.focus() : self.clients.openWindow(address.href);
  }));
});
