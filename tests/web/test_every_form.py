"""Bad input in every form: a page says beside the field what is wrong and shows what was typed, and nothing breaks.

The forms are found on the pages that a host comes to by links, so that a form of tomorrow is tried as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from urllib.parse import urlsplit

import httpx
import pytest
from msgspec import Struct

from teahouse import people
from teahouse.moments import Public
from tests.cast import Cast
from tests.web.browser import Browser

pytestmark = pytest.mark.parametrize("kind", ["sqlite"])
SignedIn = Callable[..., Browser]
MOST_PAGES = 120
MARK = "zqmarkzq"
LONG = f"{MARK} " + "tea and rye " * 4_000
BROKEN = (LONG, "\x00", "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"), "-1", "9" * 40, "   ", "<b>&\"'")
WRITES = {"text", "search", "password", "email", "url", "number", "tel"}
LEFT_OUT = ("/auth/sign_out", "/oauth/")
STAYS_HIDDEN = {"password"}
"""What is typed into these is never shown again."""


class Field(Struct):
    """One field of a form."""

    name: str
    kind: str
    value: str


class FormFound(Struct):
    """A form on a page: where it goes, and its fields."""

    page: str
    action: str
    method: str
    kind: str
    fields: list[Field]
    name: str
    """By which buttons that stand elsewhere say that they are its own."""


class Forms(HTMLParser):
    """All forms of a page, and its links."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page
        self.forms: list[FormFound] = []
        self.links: list[str] = []
        self._select = ""
        self._inside_template = False

    def handle_endtag(self, tag: str) -> None:
        """What a template holds is no part of the page yet."""
        self._inside_template = self._inside_template and tag != "template"

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Forms, fields, links."""
        said = {name: value or "" for name, value in attributes}
        if tag == "template" or self._inside_template:
            self._inside_template = True
        elif tag == "a":
            self.links.append(said.get("href", ""))
        elif tag == "form":
            action = said.get("action") or self.page
            kind, name = said.get("enctype", ""), said.get("id", "")
            self.forms.append(FormFound(self.page, action, said.get("method", "get"), kind, [], name))
        elif self.forms and tag in ("input", "textarea") and said.get("name"):
            kind = said.get("type", "text") if tag == "input" else "textarea"
            if kind not in ("checkbox", "radio") or "checked" in said:
                self.forms[-1].fields.append(Field(said["name"], kind, said.get("value", "on")))
        elif self.forms and tag == "button":
            self._button(said)
        elif tag == "select":
            self._select = said.get("name", "")
        elif self.forms and tag == "option" and self._select and "selected" in said:
            self.forms[-1].fields.append(Field(self._select, "select", said.get("value", "")))


    def _button(self, said: dict[str, str]) -> None:
        """Of a form the one that Enter presses; one that belongs to a form elsewhere is a form for itself."""
        value = said.get("value", "")
        if said.get("form"):
            of = next(form for form in self.forms if form.name == said["form"])
            pressed = [Field(said["name"], "hidden", value)] if said.get("name") else []
            fields = [*of.fields, *pressed]
            self.forms.insert(0, FormFound(self.page, said["formaction"], of.method, of.kind, fields, ""))
        elif said.get("name") and not any(field.kind == "button" for field in self.forms[-1].fields):
            self.forms[-1].fields.append(Field(said["name"], "button", value))


def kind_of(path: str) -> str:
    """The address without ids and names."""
    return re.sub(r"/@[^/]+", "/@…", re.sub(r"\d{5,}", "…", urlsplit(path).path))


def forms_of(browser: Browser, starts: tuple[str, ...]) -> Iterator[FormFound]:
    """Every form with something to write in it, once of each kind."""
    waiting, known, kinds = list(starts), set(starts), set[str]()
    done: set[tuple[str, ...]] = set()
    while waiting and len(kinds) < MOST_PAGES:
        path = waiting.pop(0)
        if kind_of(path) in kinds:
            continue
        kinds.add(kind_of(path))
        answer = browser.get(path)
        if answer.status_code != 200 or "html" not in answer.headers["content-type"]:
            continue
        found = Forms(path)
        found.feed(answer.text)
        for form in found.forms:
            key = (kind_of(form.action), *sorted(field.name for field in form.fields))
            written = [field for field in form.fields if field.kind in WRITES or field.kind == "textarea"]
            if form.method == "post" and written and key not in done and not form.action.startswith(LEFT_OUT):
                done.add(key)
                yield form
        for link in found.links:
            if link.startswith("/") and not link.startswith(("//", "/media/", "/static/")) and link not in known:
                known.add(link)
                waiting.append(link)


def sent(browser: Browser, form: FormFound, field: Field, value: str) -> httpx.Response:
    """The form as it stands there, but for one field."""
    page = browser.get(form.page)
    proof = re.search(r'name="csrf" value="([^"]+)"', page.text)
    assert proof is not None, form.page
    data = {one.name: one.value for one in form.fields if one.kind != "file"}
    data |= {"csrf": proof[1], field.name: value}
    if "multipart" in form.kind:
        return browser.ask("POST", form.action, files={name: (None, said.encode()) for name, said in data.items()})
    return browser.ask("POST", form.action, data=data)


def test_every_form_bears_bad_input(cast: Cast, signed_in: SignedIn) -> None:
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei))
    cast.do(people.create_circle, cast.anna, "Family")
    cast.do(people.groups.create_group, cast.anna, people.groups.Changes("Class 3b"))
    moment = cast.post(cast.anna, "Rye bread", Public(listed=True))
    cast.comment(cast.ben, moment, "Two, please")
    cast.do(people.set_role, cast.anna.id, people.HouseRole.HOST)
    browser = signed_in(cast.anna)
    starts = ("/", "/me", "/settings", "/house", "/circles", "/groups", "/@anna", "/@ben", f"/@anna/{moment.id}")
    tried: list[str] = []
    faults: list[str] = []
    for form in list(forms_of(browser, starts)):
        for field in [one for one in form.fields if one.kind in WRITES or one.kind == "textarea"]:
            tried.append(f"{kind_of(form.action)} {field.name}")
            for value in BROKEN:
                answer = sent(browser, form, field, value)
                told = f"{form.page} {form.action} {field.name}={value[:12]!r} -> {answer.status_code}"
                if answer.status_code not in (200, 303, 400, 403, 404, 409, 413, 422):
                    faults.append(told)
                elif value is LONG and answer.status_code == 422:
                    if not re.search(r'class="[^"]*\bfault\b|aria-invalid|role="alert"', answer.text):
                        faults.append(f"{told} says nothing")
                    if field.kind not in STAYS_HIDDEN and MARK not in answer.text:
                        faults.append(f"{told} loses what was typed")
                elif value is LONG and answer.status_code in (400, 413) and field.kind != "hidden":
                    faults.append(f"{told} is no page with the field")
    assert len(tried) >= 20, tried
    assert not faults, "\n".join([f"{len(faults)} of {len(tried)} fields", *faults])
