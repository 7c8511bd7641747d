/* The composer: who will see it, said as it is chosen; how much may still be written; and pictures that are made
   smaller and sent one by one, and that wait in this browser where the way to the house is broken. */
(function () {
  "use strict";

  var tea = window.teahouse;
  var LONGEST = 2048, QUALITY = 0.85, SMALL = 1024 * 1024;
  if (!tea || !window.fetch || !window.Promise) return;

  function fill(text, values) {
    return (text || "").replace(/\{(\w+)\}/g, function (_, name) { return values[name]; });
  }

  // Who will see it

  function watchAudience(form) {
    var place = form.querySelector("[data-audience]"), sight = form.querySelector(".will-see");
    var later = 0, asked = 0;
    if (!place || !sight) return;
    var look = form.querySelector(".look-who");
    if (look) look.hidden = true;

    async function renew() {
      var mine = ++asked, all = new FormData(form), sent = new URLSearchParams();
      ["csrf", "who", "circles", "people", "group"].forEach(function (name) {
        all.getAll(name).forEach(function (value) { sent.append(name, value); });
      });
      if (all.get("who") === "named") sent.append("text", all.get("text") || "");
      try {
        var answer = await fetch("/compose/who", { method: "POST", body: sent, credentials: "same-origin" });
        var text = answer.ok ? await answer.text() : "";
        if (mine !== asked || !text) return;
        var fresh = new DOMParser().parseFromString(text, "text/html");
        sight.replaceChildren.apply(sight, Array.from(fresh.body.childNodes));
      } catch (_) { /* It says what it said; posting asks anew. */ }
    }

    function soon() { clearTimeout(later); later = setTimeout(renew, 150); }
    place.addEventListener("change", soon);
    form.addEventListener("tea:filled", soon);
    form.elements.text.addEventListener("input", function () {
      if (new FormData(form).get("who") === "named") soon();
    });
    var folk = form.querySelector("[data-folk]");
    if (folk) findFriends(form, folk);
    if (form.dataset.restored) soon();
  }

  function findFriends(form, folk) {
    var chips = folk.querySelector(".chips"), find = document.createElement("input"), say = tea.words().find;
    if (chips.children.length < 9) return;
    find.type = "search";
    find.className = "find";
    find.placeholder = say;
    find.setAttribute("aria-label", say);
    chips.before(find);
    find.addEventListener("input", function (event) {
      var wanted = find.value.trim().toLocaleLowerCase();
      event.stopPropagation();
      Array.from(chips.children).forEach(function (chip) {
        chip.hidden = !!wanted && !chip.textContent.toLocaleLowerCase().includes(wanted) && !chip.querySelector(":checked");
      });
    });
    find.addEventListener("keydown", function (event) { if (event.key === "Enter") event.preventDefault(); });
  }

  // How much may still be written, as the house counts it

  var segmenter = window.Intl && Intl.Segmenter ? new Intl.Segmenter() : null;

  function length(text) {
    text = text.trim().replace(/https?:\/\/[^\s]+/g, "x".repeat(23)).replace(/(^|[^\w\/])@(\w+)@[\w.-]+\w/g, "$1@$2");
    return segmenter ? Array.from(segmenter.segment(text)).length : Array.from(text).length;
  }

  function watchLength(form) {
    var area = form.querySelector("textarea[data-most]");
    var line = form.querySelector(".counter"), told = form.querySelector("#w-text");
    if (!area || !line) return;
    var most = Number(area.dataset.most), say = tea.words();
    function count() {
      var spoiler = form.elements.spoiler ? form.elements.spoiler.value : "";
      var left = area.value.length + spoiler.length < most - 100 ? most : most - length(area.value) - length(spoiler);
      var n = Math.abs(left), over = left < 0;
      line.hidden = left > 100;
      line.classList.toggle("fault", over);
      if (over && told) told.hidden = true; // the counter says the same, and by how much
      line.setAttribute("aria-live", over || left === 20 ? "polite" : "off");
      line.textContent = fill(over ? (n === 1 ? say.over_one : say.over_many) : (n === 1 ? say.left_one : say.left_many), { n: n });
    }
    form.addEventListener("input", count);
    form.addEventListener("tea:filled", count);
    count();
  }

  // Pictures wait in this browser

  function open() {
    return new Promise(function (done, fail) {
      if (!window.indexedDB) return fail(new Error("none"));
      var asked = indexedDB.open("teahouse-drafts", 1);
      asked.onupgradeneeded = function () { asked.result.createObjectStore("pictures", { keyPath: "key" }); };
      asked.onsuccess = function () {
        asked.result.onversionchange = function () { asked.result.close(); };
        done(asked.result);
      };
      asked.onerror = function () { fail(asked.error); };
    });
  }

  async function shelf(mode, act) {
    try {
      var database = await open();
      return await new Promise(function (done, fail) {
        var turn = database.transaction("pictures", mode), asked = act(turn.objectStore("pictures"));
        turn.oncomplete = function () { database.close(); done(asked && asked.result); };
        turn.onerror = turn.onabort = function () { database.close(); fail(turn.error); };
      });
    } catch (_) { return null; }
  }

  // Making them smaller

  async function shrunk(file) {
    if (!/^image\/(jpeg|png|webp|heic|heif|avif)$/.test(file.type) || !window.createImageBitmap) return file;
    var drawn;
    try { drawn = await createImageBitmap(file, { imageOrientation: "from-image" }); } catch (_) { return file; }
    var scale = Math.min(1, LONGEST / Math.max(drawn.width, drawn.height));
    if (scale === 1 && file.size <= SMALL) { drawn.close(); return file; }
    var canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(drawn.width * scale));
    canvas.height = Math.max(1, Math.round(drawn.height * scale));
    var pen = canvas.getContext("2d");
    if (!pen) return file;
    pen.imageSmoothingQuality = "high";
    pen.drawImage(drawn, 0, 0, canvas.width, canvas.height);
    drawn.close();
    // What may be seen through stays so.
    var kind = /png|webp|avif/.test(file.type) ? "image/webp" : "image/jpeg";
    var made = await new Promise(function (done) { canvas.toBlob(done, kind, QUALITY); });
    return made && made.type === kind && made.size < file.size ? made : file;
  }

  // The gallery of one form

  function Gallery(form, box) {
    this.form = form;
    this.box = box;
    this.list = box.querySelector(".shots");
    this.say = tea.words();
    this.most = Number(box.dataset.most);
    this.place = form.dataset.for + ":" + form.dataset.keep;
    this.labels = box.querySelector("template").dataset.shot.split("|");
    this.state = box.querySelector(".gallery-state");
    this.input = box.querySelector("input[type=file]");
    this.button = null;
    this.running = false;
    this.tries = 0;
    this.timer = 0;
  }

  Gallery.prototype.shots = function () { return Array.from(this.list.children); };

  Gallery.prototype.start = async function () {
    var me = this, look = this.box.querySelector('[value="pictures"]');
    if (look) look.hidden = true;
    this.dress();
    this.shots().forEach(function (shot) { me.enable(shot); });
    this.input.addEventListener("change", function () { me.take(Array.from(me.input.files)); me.input.value = ""; });
    this.box.addEventListener("click", function (event) { me.press(event); });
    this.box.addEventListener("input", function (event) { if (event.target.name && event.target.name.startsWith("alts[")) me.keep(event.target.closest(".shot")); });
    ["dragover", "drop"].forEach(function (name) { me.form.addEventListener(name, function (event) { me.dropped(event); }); });
    this.form.elements.text.addEventListener("paste", function (event) {
      var files = Array.from(event.clipboardData ? event.clipboardData.files : []).filter(function (file) { return file.type.startsWith("image/"); });
      if (files.length) { event.preventDefault(); me.take(files); }
    });
    this.form.addEventListener("tea:send", function (event) { me.gate(event); });
    this.form.addEventListener("tea:sent", function (event) { event.detail.waits.push(me.forget()); });
    this.form.addEventListener("tea:dropped", function () { me.bin = me.shots(); me.forget(); me.list.replaceChildren(); me.tidy(); });
    this.form.addEventListener("tea:undone", function () {
      (me.bin || []).forEach(function (shot) { me.list.append(shot); me.keep(shot); });
      me.tidy();
      me.run();
    });
    addEventListener("online", function () { me.tries = 0; me.run(); });
    await this.resume();
    this.tidy();
  };

  Gallery.prototype.dress = function () {
    var me = this, add = document.createElement("button");
    add.type = "button";
    add.className = "quiet add-pictures";
    add.textContent = this.say.add;
    this.input.classList.add("unseen");
    this.input.tabIndex = -1;
    this.input.setAttribute("aria-hidden", "true"); // the button stands for it
    this.input.after(add);
    add.addEventListener("click", function () { me.input.click(); });
    this.add = add;
  };

  // What waited here since an earlier visit

  Gallery.prototype.resume = async function () {
    var me = this, all = await shelf("readonly", function (store) { return store.getAll(); }) || [];
    var mine = all.filter(function (kept) { return kept.place === me.place; }).sort(function (a, b) { return a.n - b.n; });
    var filled = this.form.hasAttribute("data-filled"), came = false;
    for (var i = 0; i < mine.length; i++) {
      var kept = mine[i], there = kept.id && this.list.querySelector('[data-id="' + kept.id + '"]');
      if (there) { there.kept = kept; continue; }
      if (kept.id && filled) { this.drop(kept.key); continue; }
      var shot = this.make(kept);
      came = true;
      if (kept.id) this.check(shot);
    }
    if (came) {
      this.run();
      if (!filled) tea.note(this.form);
    }
  };

  Gallery.prototype.check = async function (shot) {
    try {
      var answer = await fetch("/compose/pictures/" + shot.kept.id, { credentials: "same-origin", headers: { Accept: "application/json" } });
      if (answer.status !== 404) return;
    } catch (_) { return; }
    this.arrived(shot, "");
    this.keep(shot);
    this.run();
  };

  Gallery.prototype.drop = function (key) { shelf("readwrite", function (store) { return store.delete(key); }); };

  Gallery.prototype.forget = function () {
    var keys = this.shots().filter(function (shot) { return shot.kept; }).map(function (shot) { return shot.kept.key; });
    return keys.length ? shelf("readwrite", function (store) { keys.forEach(function (key) { store.delete(key); }); }) : null;
  };

  Gallery.prototype.keep = function (shot) {
    if (!shot.kept || !shot.isConnected) return;
    shot.kept.alt = shot.querySelector(".shot-said input").value;
    shot.kept.n = this.shots().indexOf(shot);
    var row = Object.assign({}, shot.kept);
    return shelf("readwrite", function (store) { return store.put(row); });
  };

  // New ones

  Gallery.prototype.take = async function (files) {
    var room = this.most - this.list.children.length, me = this;
    this.over = files.length > room;
    files.slice(0, Math.max(room, 0)).forEach(function (file) {
      var key = me.place + ":" + Date.now() + ":" + Math.random().toString(36).slice(2);
      var shot = me.make({ key: key, place: me.place, at: Date.now(), name: file.name, blob: file, alt: "", id: "", raw: true });
      me.keep(shot);
    });
    this.tidy();
    this.run();
  };

  Gallery.prototype.make = function (kept) {
    var shot = this.box.querySelector("template").content.querySelector(".shot").cloneNode(true);
    var image = shot.querySelector("img");
    shot.kept = kept;
    if (kept.blob) {
      image.src = URL.createObjectURL(kept.blob);
      image.onload = function () { URL.revokeObjectURL(image.src); };
      image.onerror = function () { image.replaceWith(Object.assign(document.createElement("span"), { className: "no-preview", textContent: kept.name || "HEIC" })); };
    }
    image.removeAttribute("width");
    image.removeAttribute("height");
    shot.querySelector(".shot-said input").value = kept.alt || "";
    this.list.append(shot);
    this.arrived(shot, kept.id || "");
    this.enable(shot);
    return shot;
  };

  Gallery.prototype.arrived = function (shot, id) {
    var alt = shot.querySelector(".shot-said input"), media = shot.querySelector("[name=media]");
    if (shot.kept) shot.kept.id = id;
    shot.dataset.id = id;
    media.value = id;
    media.disabled = !id;
    alt.name = id ? "alts[" + id + "]" : "";
    alt.id = "alt-" + (id || Math.random().toString(36).slice(2));
    shot.querySelector("label").htmlFor = alt.id;
  };

  // Sending them, one after the other

  Gallery.prototype.waiting = function () {
    return this.shots().filter(function (shot) { return !shot.dataset.id && !shot.dataset.wrong; });
  };

  Gallery.prototype.run = async function () {
    if (this.running) return;
    this.running = true;
    clearTimeout(this.timer);
    var shot;
    while ((shot = this.waiting()[0])) {
      this.tell();
      if (!await this.send(shot)) break;
      this.tries = 0;
    }
    this.running = false;
    this.tidy();
    if (this.waiting().length) this.later();
    else this.whole();
  };

  Gallery.prototype.later = function () {
    var me = this, wait = Math.min(30, Math.pow(2, this.tries++)) * 1000;
    this.timer = setTimeout(function () { me.run(); }, wait);
  };

  Gallery.prototype.send = async function (shot) {
    var kept = shot.kept;
    if (kept.raw) {
      kept.blob = await shrunk(kept.blob);
      kept.raw = false;
      await this.keep(shot);
    }
    var answer = await this.upload(shot);
    if (answer.status === 403 && !this.renewed) {
      this.renewed = true;
      if (await tea.renewProof(this.form).catch(function () { return false; })) answer = await this.upload(shot);
    }
    if (answer.status === 200 && answer.said.id) {
      this.renewed = false;
      this.arrived(shot, answer.said.id);
      await this.keep(shot);
      this.mark(shot, "");
      return true;
    }
    if (answer.status === 422 || answer.status === 413) {
      shot.dataset.wrong = "1";
      this.mark(shot, answer.said.error || this.say.refused, true);
      return true;
    }
    if (answer.status === 401) tea.tell(this.form, this.say.out, this.say.again);
    this.mark(shot, this.say.unsent);
    return false;
  };

  Gallery.prototype.upload = function (shot) {
    var me = this, body = new FormData();
    body.append("csrf", this.form.elements.csrf.value);
    body.append("alt", shot.querySelector(".shot-said input").value);
    body.append("file", shot.kept.blob, shot.kept.name || "picture");
    return new Promise(function (done) {
      var asked = new XMLHttpRequest();
      asked.open("POST", "/compose/pictures");
      asked.setRequestHeader("Accept", "application/json");
      asked.timeout = 120000;
      asked.upload.onprogress = function (event) { if (event.lengthComputable) me.bar(shot, event.loaded / event.total); };
      asked.onloadend = function () {
        var said = {};
        try { said = JSON.parse(asked.responseText); } catch (_) { /* No answer of ours. */ }
        me.bar(shot, null);
        done({ status: asked.status, said: said || {} });
      };
      asked.send(body);
    });
  };

  Gallery.prototype.bar = function (shot, part) {
    var bar = shot.querySelector("progress");
    if (part === null) { if (bar) bar.remove(); return; }
    if (!bar) {
      bar = document.createElement("progress");
      bar.setAttribute("aria-hidden", "true");
      shot.querySelector(".shot-said").append(bar);
    }
    bar.value = part;
  };

  Gallery.prototype.mark = function (shot, text, wrong) {
    var line = shot.querySelector(".shot-state");
    line.textContent = text;
    line.hidden = !text;
    line.classList.toggle("fault", !!wrong);
  };

  // Posting waits for them

  Gallery.prototype.gate = function (event) {
    var wrong = this.list.querySelector("[data-wrong]");
    if (wrong) {
      event.preventDefault();
      wrong.querySelector('[value^="drop"]').focus();
    } else if (this.waiting().length) {
      event.preventDefault();
      this.posting = true;
      this.tell();
      this.tries = 0;
      this.run();
    }
  };

  Gallery.prototype.whole = function () {
    if (!this.posting) return;
    this.posting = false;
    tea.submit(this.form);
  };

  // Buttons and dragging

  Gallery.prototype.press = function (event) {
    var button = event.target.closest("button[name=show]"), shot = event.target.closest(".shot");
    if (!button || !shot) return;
    event.preventDefault();
    var deed = button.value.split("-")[0], near = deed === "earlier" ? shot.previousElementSibling : shot.nextElementSibling;
    if (deed === "drop") return this.remove(shot);
    if (!near) return;
    if (deed === "earlier") near.before(shot);
    else near.after(shot);
    this.tidy();
    button.focus();
    if (button.disabled) shot.querySelector("button:not([disabled])").focus();
  };

  Gallery.prototype.remove = function (shot) {
    var near = shot.nextElementSibling || shot.previousElementSibling;
    if (shot.kept) this.drop(shot.kept.key);
    shot.remove();
    this.posting = false;
    this.tidy();
    (near ? near.querySelector('[value^="drop"]') : this.add).focus();
  };

  Gallery.prototype.enable = function (shot) {
    var me = this;
    shot.draggable = true;
    shot.addEventListener("dragstart", function (event) {
      if (event.target.closest("input")) return event.preventDefault();
      me.held = shot;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", "");
    });
    shot.addEventListener("dragend", function () { me.held = null; me.tidy(); });
    shot.addEventListener("dragover", function (event) {
      if (!me.held || me.held === shot) return;
      event.preventDefault();
      var shots = me.shots();
      if (shots.indexOf(me.held) < shots.indexOf(shot)) shot.after(me.held);
      else shot.before(me.held);
    });
  };

  Gallery.prototype.dropped = function (event) {
    var files = event.dataTransfer ? Array.from(event.dataTransfer.files) : [];
    if (this.held || !event.dataTransfer || !Array.from(event.dataTransfer.types).includes("Files")) return;
    event.preventDefault();
    if (event.type === "drop") this.take(files.filter(function (file) { return file.type.startsWith("image/") || /\.hei[cf]$/i.test(file.name); }));
  };

  // How it looks after a change

  Gallery.prototype.tidy = function () {
    var me = this, shots = this.shots();
    shots.forEach(function (shot, place) {
      var n = { n: place + 1 };
      shot.querySelector("label").textContent = fill(me.labels[0], n);
      ["earlier", "later", "drop"].forEach(function (deed, i) {
        var button = shot.querySelector('[value^="' + deed + '"]');
        button.value = deed + "-" + (shot.dataset.id || "");
        button.title = fill(me.labels[i + 1], n);
        button.setAttribute("aria-label", button.title);
        button.disabled = deed === "earlier" && !place || deed === "later" && place === shots.length - 1;
      });
      me.keep(shot);
    });
    this.box.classList.toggle("some", shots.length > 0);
    this.add.disabled = shots.length >= this.most;
    this.tell();
  };

  Gallery.prototype.tell = function () {
    var left = this.waiting().length, all = this.list.children.length, text = "";
    if (left) text = fill(this.say.sending, { n: all - left + 1, all: all });
    else if (this.running || this.told) text = all ? this.say.sent : "";
    this.told = this.told || left > 0;
    if (this.posting) text += " " + this.say.waiting;
    if (this.over) text += " " + fill(this.say.many, { n: this.most });
    if (this.state.textContent !== text) this.state.textContent = text;
  };

  function enlist(form) {
    var box = form.querySelector("[data-gallery]");
    if (box) new Gallery(form, box).start();
    watchAudience(form);
    watchLength(form);
  }

  document.addEventListener("tea:form", function (event) { enlist(event.detail); });
  document.querySelectorAll("form[data-keep]").forEach(enlist);
})();
