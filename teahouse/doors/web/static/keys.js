/* Passkeys, and a device that waits to be let in. Without this script the forms of passkeys stay hidden, and the device
   that waits has a button. */
(function () {
  "use strict";

  var bytes = function (text) {
    var plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, function (one) { return one.charCodeAt(0); });
  };
  var text = function (buffer) {
    var plain = String.fromCharCode.apply(null, new Uint8Array(buffer));
    return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  };

  var asked = function (form) {
    return fetch(form.dataset.ask, { method: "POST", body: new URLSearchParams(new FormData(form)), credentials: "same-origin" })
      .then(function (answer) {
        return answer.json().then(function (body) { return { ok: answer.ok, body: body }; });
      });
  };
  var made = function (wish) {
    wish.challenge = bytes(wish.challenge);
    wish.user.id = bytes(wish.user.id);
    wish.excludeCredentials.forEach(function (one) { one.id = bytes(one.id); });
    return navigator.credentials.create({ publicKey: wish });
  };
  var shown = function (wish) {
    wish.challenge = bytes(wish.challenge);
    return navigator.credentials.get({ publicKey: wish });
  };
  var said = function (key) {
    var answer = { id: key.id, rawId: text(key.rawId), type: key.type, clientExtensionResults: {}, response: {} };
    ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"].forEach(function (name) {
      if (key.response[name]) { answer.response[name] = text(key.response[name]); }
    });
    return JSON.stringify(answer);
  };

  var tell = function (form, faults) {
    form.querySelectorAll("[data-said]").forEach(function (old) { old.remove(); });
    Object.keys(faults).forEach(function (name) {
      var field = form.elements[name];
      if (!field) { return; }
      var line = document.createElement("p");
      line.className = "fault";
      line.id = "said-" + name;
      line.dataset.said = "";
      line.textContent = faults[name];
      field.setAttribute("aria-invalid", "true");
      field.setAttribute("aria-describedby", line.id);
      field.parentNode.appendChild(line);
      field.focus();
    });
  };

  document.querySelectorAll("form[data-passkey]").forEach(function (form) {
    if (!window.PublicKeyCredential || !navigator.credentials) { return; }
    var failed = document.querySelector("[data-failed]");
    var note = document.querySelector("[data-no-script]");
    form.hidden = false;
    if (note) { note.hidden = true; }
    form.addEventListener("submit", function (event) {
      if (form.elements.answer.value) { return; }
      event.preventDefault();
      if (failed) { failed.hidden = true; }
      asked(form).then(function (answer) {
        if (!answer.ok) {
          tell(form, answer.body.faults || {});
          if (!answer.body.faults && failed) { failed.hidden = false; }
          return undefined;
        }
        return (form.dataset.passkey === "make" ? made : shown)(answer.body).then(function (key) {
          form.elements.answer.value = said(key);
          form.submit();
        });
      }).catch(function () {
        if (failed) { failed.hidden = false; failed.focus(); }
      });
    });
  });

  document.querySelectorAll("form[data-wait]").forEach(function (form) {
    var look = function () {
      fetch(form.dataset.wait, { credentials: "same-origin" }).then(function (answer) { return answer.json(); })
        .then(function (body) {
          if (body.state === "in") { form.submit(); return; }
          if (body.state === "gone") { window.location.reload(); return; }
          setTimeout(look, 2000);
        }).catch(function () { setTimeout(look, 5000); });
    };
    setTimeout(look, 2000);
  });
})();
