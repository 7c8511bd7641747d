/* Being told in this browser: shown only where the browser can be, and asked for only when somebody presses the button.
   The form does the rest. */
(function () {
  "use strict";

  var form = document.getElementById("push");
  var can = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
  if (!form || !can || !window.isSecureContext) { return; }
  var state = form.querySelector("[role=status]");
  var button = form.querySelector("button");

  function bytes(text) {
    var plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, function (one) { return one.charCodeAt(0); });
  }

  function say(name) { state.textContent = form.getAttribute("data-" + name); }

  /* What was asked for another house or key would stand in the way of the new one. */
  function leave(pushes) {
    return pushes.getSubscription().then(function (old) { return old ? old.unsubscribe() : true; });
  }

  function pushes() {
    return navigator.serviceWorker.ready.then(function (worker) { return worker.pushManager; });
  }

  function join() {
    return pushes().then(function (found) {
      return leave(found).then(function () {
        return found.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(form.dataset.key) });
      });
    });
  }

  function send(act, made) {
    var chosen = document.createElement("input");
    var said = made && made.toJSON();
    chosen.type = "hidden";
    chosen.name = "act";
    chosen.value = act;
    form.appendChild(chosen);
    if (said) {
      form.endpoint.value = said.endpoint;
      form.p256dh.value = said.keys.p256dh;
      form.auth.value = said.keys.auth;
    }
    form.submit();
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    button.disabled = true;
    if (button.value === "end") {
      pushes().then(leave).then(function () { send("end"); }, function () { send("end"); });
      return;
    }
    window.Notification.requestPermission().then(function (answer) {
      if (answer !== "granted") { throw new Error(answer); }
      return join();
    }).then(function (made) { send("keep", made); }, function () {
      button.disabled = false;
      say(window.Notification.permission === "denied" ? "denied" : "failed");
    });
  });

  form.hidden = false;
  if (button.value === "keep" && window.Notification.permission === "denied") {
    button.hidden = true;
    say("denied");
  }
}());
