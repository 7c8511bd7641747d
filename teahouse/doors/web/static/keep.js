/* Keeps what is typed in this browser until it has been sent, and sends it without leaving the page where that fails.
   A form takes part by `data-keep` (its place) and `data-for` (whose it is); without scripts it is a plain form. */
(function () {
  "use strict";

  var LASTS = 14 * 24 * 3600 * 1000;
  var START = "teahouse-draft:";

  function words() {
    try { return JSON.parse(document.body.dataset.say || "{}"); } catch (_) { return {}; }
  }

  function keyOf(form) { return START + form.dataset.for + ":" + form.dataset.keep; }

  function read(key) {
    try {
      var kept = JSON.parse(localStorage.getItem(key));
      return kept && Date.now() - kept.at < LASTS ? kept : null;
    } catch (_) { return null; }
  }

  function write(key, kept) {
    try {
      if (kept) localStorage.setItem(key, JSON.stringify(kept));
      else localStorage.removeItem(key);
    } catch (_) { /* The browser keeps nothing: then nothing is kept. */ }
  }

  // What a form says

  function fields(form) {
    return Array.from(form.elements).filter(function (one) {
      return one.name && !one.name.startsWith("alts[") && !/^(hidden|file|password|submit|button)$/.test(one.type);
    });
  }

  function isText(one) { return /^(textarea|text|search|number|datetime-local)$/.test(one.type); }

  function isTicked(one) { return one.type === "checkbox" || one.type === "radio"; }

  function valuesOf(form) {
    return fields(form).filter(function (one) { return !isTicked(one) || one.checked; })
      .map(function (one) { return [one.name, one.value]; });
  }

  // What a page was filled with came from its reader; what it offers by itself is nothing to keep.
  function isTyped(form) {
    var filled = form.hasAttribute("data-filled");
    return fields(form).some(function (one) {
      return isText(one) && one.value.trim() && (filled || one.value !== one.defaultValue);
    });
  }

  function apply(form, values) {
    var said = new Map();
    values.forEach(function (pair) { said.set(pair[0], (said.get(pair[0]) || []).concat(pair[1])); });
    fields(form).forEach(function (one) {
      var given = said.get(one.name) || [];
      if (isTicked(one)) one.checked = given.includes(one.value);
      else if (one.tagName === "SELECT") {
        if (Array.from(one.options).some(function (option) { return option.value === given[0]; })) one.value = given[0];
      } else if (given.length) one.value = given[0];
    });
    // A radio that is offered no longer must leave one of the others chosen.
    if (form.elements.who && form.elements.who.length && !form.elements.who.value) form.querySelector("[name=who]").checked = true;
    form.dispatchEvent(new CustomEvent("tea:filled"));
  }

  var forgotten = false;

  function save(form) {
    var key = keyOf(form);
    if (forgotten) return;
    if (!isTyped(form)) return write(key, null);
    var values = valuesOf(form), earlier = read(key);
    // A post that may have arrived is not posted twice, as long as it says the same.
    var once = earlier && earlier.once && JSON.stringify(earlier.values) === JSON.stringify(values) ? earlier.once : undefined;
    write(key, { at: Date.now(), values: values, once: once });
  }

  function note(form) {
    if (form.querySelector(".draft-note")) return;
    var say = words(), line = document.createElement("p"), drop = document.createElement("button");
    line.className = "draft-note note";
    line.setAttribute("role", "status");
    line.append(say.back + " ");
    drop.type = "button";
    drop.className = "plain";
    drop.textContent = say.drop;
    line.append(drop);
    form.prepend(line);
    drop.addEventListener("click", function () { throwAway(form, line); });
  }

  function throwAway(form, line) {
    var say = words(), values = valuesOf(form), undo = document.createElement("button");
    form.reset();
    write(keyOf(form), null);
    form.dispatchEvent(new CustomEvent("tea:dropped"));
    form.dispatchEvent(new CustomEvent("tea:filled"));
    line.textContent = say.dropped + " ";
    undo.type = "button";
    undo.className = "plain";
    undo.textContent = say.undo;
    line.append(undo);
    undo.focus();
    undo.addEventListener("click", function () {
      apply(form, values);
      form.dispatchEvent(new CustomEvent("tea:undone"));
      save(form);
      line.remove();
      note(form);
    });
  }

  function restore(form) {
    var kept = read(keyOf(form));
    if (!kept || form.hasAttribute("data-filled")) return;
    apply(form, kept.values);
    form.dataset.restored = "1";
    if (kept.once && form.elements.once) form.elements.once.value = kept.once;
    if (isTyped(form)) note(form);
    else write(keyOf(form), null);
  }

  // Sending

  function tell(form, text, link) {
    var line = form.querySelector(".sending-trouble");
    if (!line) {
      line = document.createElement("p");
      line.className = "sending-trouble fault";
      line.setAttribute("role", "alert");
      form.append(line);
    }
    line.textContent = text;
    line.hidden = !text;
    if (link) {
      var a = document.createElement("a");
      a.href = "/auth/sign_in?next=" + encodeURIComponent(location.pathname + location.search);
      a.textContent = link;
      line.append(" ", a);
    }
  }

  async function renewProof(form) {
    var answer = await fetch(location.pathname + location.search, { credentials: "same-origin", headers: { Accept: "text/html" } });
    var page = new DOMParser().parseFromString(await answer.text(), "text/html");
    var same = page.querySelector('form[data-for="' + form.dataset.for + '"] [name=csrf]');
    if (!same) return false;
    document.querySelectorAll("[name=csrf]").forEach(function (one) { one.value = same.value; });
    return true;
  }

  async function ask(form, body) {
    var plain = form.enctype === "multipart/form-data" ? body : new URLSearchParams(body);
    return fetch(form.getAttribute("action") || location.href,
      { method: "POST", body: plain, credentials: "same-origin", headers: { Accept: "application/json" } });
  }

  function bodyOf(form, button) {
    var body = new FormData(form);
    if (button && button.name) body.append(button.name, button.value);
    return body;
  }

  async function send(form, button) {
    if (form.dataset.busy) return;
    if (!form.dispatchEvent(new CustomEvent("tea:send", { cancelable: true, detail: { button: button } }))) return;
    var say = words(), kept = null;
    form.dataset.busy = "1";
    form.setAttribute("aria-busy", "true");
    tell(form, "");
    save(form);
    if (form.elements.once && (kept = read(keyOf(form)))) write(keyOf(form), Object.assign(kept, { once: form.elements.once.value }));
    try {
      var answer = await ask(form, bodyOf(form, button));
      if (answer.status === 403 && await renewProof(form)) answer = await ask(form, bodyOf(form, button));
      await heard(form, answer, say);
    } catch (_) {
      tell(form, navigator.onLine === false ? say.offline : say.kept);
    } finally {
      delete form.dataset.busy;
      form.removeAttribute("aria-busy");
    }
  }

  async function heard(form, answer, say) {
    var isJson = (answer.headers.get("content-type") || "").startsWith("application/json");
    if (answer.ok && isJson) return leave(form, (await answer.json()).go);
    if (answer.status === 422 && !isJson) return swap(form, await answer.text());
    if (answer.status === 401) return tell(form, say.out, say.again);
    if (answer.status === 429) return tell(form, say.busy);
    if (answer.status >= 500 || !isJson) return tell(form, say.kept);
    tell(form, (await answer.json()).error + " " + say.kept);
  }

  // Who keeps more of the form than its words says by `waits` when that is put away: a page that is left does nothing more.
  async function leave(form, target) {
    var waits = [];
    write(keyOf(form), null);
    form.dataset.sent = "1";
    form.dispatchEvent(new CustomEvent("tea:sent", { detail: { waits: waits } }));
    await Promise.race([Promise.all(waits), new Promise(function (done) { setTimeout(done, 2000); })]);
    var there = new URL(target, location.href);
    if (there.pathname + there.search === location.pathname + location.search) {
      location.hash = there.hash;
      location.reload();
    } else location.assign(there.href);
  }

  function swap(form, text) {
    var page = new DOMParser().parseFromString(text, "text/html");
    var fresh = page.querySelector('form[data-keep="' + form.dataset.keep + '"]');
    if (!fresh) return tell(form, words().kept);
    fresh.querySelectorAll("script").forEach(function (one) { one.remove(); });
    document.importNode(fresh, true);
    form.replaceWith(fresh);
    enlist(fresh);
    document.dispatchEvent(new CustomEvent("tea:form", { detail: fresh }));
    var wrong = fresh.querySelector("[aria-invalid], .wrong input, .fault") || fresh;
    if (!wrong.matches("input, textarea, select")) wrong.tabIndex = -1;
    wrong.focus();
  }

  function submit(form) {
    var button = form.querySelector("button:not([name]):not([type=button])");
    if (form.requestSubmit) form.requestSubmit(button);
    else if (button) button.click();
  }

  var enlisted = new WeakSet();

  function enlist(form) {
    var later = 0;
    if (enlisted.has(form)) return;
    enlisted.add(form);
    restore(form);
    if (form.hasAttribute("data-filled")) save(form);
    function soon() {
      clearTimeout(later);
      later = setTimeout(function () { if (!form.dataset.sent && form.isConnected) save(form); }, 250);
    }
    form.addEventListener("input", soon);
    form.addEventListener("change", soon);
    addEventListener("pagehide", function () { if (!form.dataset.sent && form.isConnected) save(form); });
    form.addEventListener("keydown", function (event) {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.tagName === "TEXTAREA") {
        event.preventDefault();
        submit(form);
      }
    });
    form.addEventListener("submit", function (event) {
      var button = event.submitter;
      if (event.defaultPrevented || form.hasAttribute("hx-post")) return;
      // Buttons that show the form anew leave the page by themselves.
      if (button && (button.name === "show" || button.hasAttribute("formaction"))) return save(form);
      if (!window.fetch || !window.DOMParser) return;
      event.preventDefault();
      send(form, button);
    });
  }

  // A card that is renewed in its place takes its form along, and brings a new one.
  document.addEventListener("htmx:beforeSwap", function (event) {
    var form = event.detail.requestConfig && event.detail.requestConfig.elt;
    if (!form || !form.dataset.keep || event.detail.isError) return;
    form.dataset.sent = "1";
    write(keyOf(form), null);
  });
  document.addEventListener("htmx:afterSettle", enlistAll);

  function enlistAll() { document.querySelectorAll("form[data-keep]").forEach(enlist); }

  // Whoever signs out leaves nothing behind for the next who sits here.

  function forgetAll() {
    forgotten = true;
    Object.keys(localStorage).filter(function (key) { return key.startsWith(START); })
      .forEach(function (key) { localStorage.removeItem(key); });
    if (window.indexedDB) indexedDB.deleteDatabase("teahouse-drafts");
  }

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.getAttribute("action") !== "/auth/sign_out") return;
    try {
      var some = Object.keys(localStorage).some(function (key) { return key.startsWith(START) && read(key); });
      if (some && form.dataset.unsent && !confirm(form.dataset.unsent)) return event.preventDefault();
      forgetAll();
    } catch (_) { /* Nothing is kept here. */ }
  });

  window.teahouse = Object.assign(window.teahouse || {}, { words: words, note: note, tell: tell, submit: submit, renewProof: renewProof });
  enlistAll();
})();
