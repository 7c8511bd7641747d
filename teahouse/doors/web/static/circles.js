/* Circles: a list is narrowed as one types, and a face can be dragged onto a circle. Boxes and buttons do the same. */
(function () {
  "use strict";

  function fold(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  }

  document.querySelectorAll("[data-filter]").forEach(function (input) {
    var list = document.getElementById(input.getAttribute("data-filter"));
    if (!list || input.value) { return; }
    input.addEventListener("input", function () {
      var sought = fold(input.value.trim());
      Array.prototype.forEach.call(list.children, function (row) {
        row.hidden = fold(row.getAttribute("data-name") || "").indexOf(sought) < 0;
      });
    });
  });

  var board = document.getElementById("board");
  if (!board || !window.PointerEvent || !window.fetch) { return; }
  var drops = board.querySelector(".drops");
  var said = document.getElementById("said");
  var ghost = null, row = null, over = null;

  function under(event) {
    ghost.hidden = true;
    var found = document.elementFromPoint(event.clientX, event.clientY);
    ghost.hidden = false;
    return found && found.closest ? found.closest("[data-circle]") : null;
  }

  function end() {
    if (ghost) { ghost.remove(); }
    if (over) { over.classList.remove("over"); }
    drops.hidden = true;
    document.removeEventListener("pointermove", move);
    document.removeEventListener("pointerup", drop);
    document.removeEventListener("pointercancel", end);
    document.removeEventListener("keydown", leave);
    ghost = row = over = null;
  }

  function leave(event) {
    if (event.key === "Escape") { end(); }
  }

  function move(event) {
    ghost.style.transform = "translate(" + (event.clientX - 22) + "px," + (event.clientY - 22) + "px)";
    var found = under(event);
    if (found === over) { return; }
    if (over) { over.classList.remove("over"); }
    over = found;
    if (over) { over.classList.add("over"); }
  }

  function tell(text, good) {
    said.textContent = text;
    said.className = good ? "done" : "fault big";
    said.hidden = false;
  }

  function put(circle, title, person, name, box) {
    var body = new URLSearchParams();
    body.set("csrf", board.elements.csrf.value);
    body.set("people", person);
    fetch("/circles/" + circle + "/add", { method: "POST", body: body, credentials: "same-origin", redirect: "manual" })
      .then(function (answer) {
        if (answer.type !== "opaqueredirect" && !answer.ok) { throw new Error(); }
        box.checked = true;
        board.elements.was.value += " " + box.value;
        tell(board.getAttribute("data-put").replace("{name}", name).replace("{title}", title), true);
      })
      .catch(function () { tell(board.getAttribute("data-failed"), false); });
  }

  function drop() {
    if (over && row) {
      var circle = over.getAttribute("data-circle"), person = row.getAttribute("data-person");
      var box = board.querySelector('input[value="' + circle + "-" + person + '"]');
      if (box) { put(circle, over.textContent, person, row.getAttribute("data-name"), box); }
    }
    end();
  }

  board.querySelectorAll(".grip").forEach(function (grip) {
    grip.classList.add("drags");
    grip.addEventListener("dragstart", function (event) { event.preventDefault(); });
    grip.addEventListener("pointerdown", function (event) {
      if (event.button) { return; }
      event.preventDefault();
      row = grip.closest("tr");
      ghost = grip.firstElementChild.cloneNode(true);
      ghost.classList.add("ghost");
      document.body.appendChild(ghost);
      drops.hidden = false;
      document.addEventListener("pointermove", move);
      document.addEventListener("pointerup", drop);
      document.addEventListener("pointercancel", end);
      document.addEventListener("keydown", leave);
      move(event);
    });
  });
})();
