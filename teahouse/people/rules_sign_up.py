"""What may stand in a sign-up form, as lists of faults in the client API's words. No I/O."""

from __future__ import annotations

import re

from teahouse.kit.errors import Detail
from teahouse.kit.text import count, is_blank
from teahouse.people.model_sign_in import SignUp, SignUpRules

MAX_USERNAME = 30
MAX_DISPLAY_NAME = 60
MAX_PASSWORD = 1024
MAX_EMAIL = 320

_USERNAME = re.compile(r"[A-Za-z0-9_]+")
_ATOM = r"[^\s@.\x00-\x1f\ud800-\udfff<>()\[\],;:\\\"]+"
_EMAIL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@{_ATOM}(?:\.{_ATOM})*")

BLANK: Detail = {"error": "ERR_BLANK", "description": "can't be blank"}
TAKEN: Detail = {"error": "ERR_TAKEN", "description": "has already been taken"}
RESERVED_NAME: Detail = {"error": "ERR_RESERVED", "description": "is reserved"}
INVALID: Detail = {"error": "ERR_INVALID", "description": "is invalid"}
BAD_USERNAME: Detail = {
    "error": "ERR_INVALID",
    "description": "must contain only letters, numbers and underscores",
}
NOT_ACCEPTED: Detail = {"error": "ERR_ACCEPTED", "description": "must be accepted"}


def too_long(most: int) -> Detail:
    """The fault of a text above `most` characters."""
    return {"error": "ERR_TOO_LONG", "description": f"is too long (maximum is {most} characters)"}


def too_short(least: int) -> Detail:
    """The fault of a text below `least` characters."""
    return {"error": "ERR_TOO_SHORT", "description": f"is too short (minimum is {least} characters)"}


def username_faults(username: str) -> list[Detail]:
    """What is wrong with the name itself; whether it is reserved or taken is asked apart."""
    if not username:
        return [BLANK]
    faults = [] if _USERNAME.fullmatch(username) else [BAD_USERNAME]
    return [*faults, too_long(MAX_USERNAME)] if len(username) > MAX_USERNAME else faults


def display_name_faults(name: str) -> list[Detail]:
    """An empty display name is fine; one that only seems empty is not."""
    if name and is_blank(name):
        return [BLANK]
    # A grapheme may be built of any number of characters, so both are bounded.
    return [too_long(MAX_DISPLAY_NAME)] if len(name) > 10 * MAX_DISPLAY_NAME or count(name) > MAX_DISPLAY_NAME else []


def password_faults(password: str, least: int) -> list[Detail]:
    """Short ones are counted in characters, long ones in bytes."""
    if not password:
        return [BLANK]
    if len(password) < least:
        return [too_short(least)]
    return [too_long(MAX_PASSWORD)] if len(password.encode("utf-8", "surrogatepass")) > MAX_PASSWORD else []


def email_faults(email: str) -> list[Detail]:
    """Whether it looks like an address; none is needed."""
    if len(email) > MAX_EMAIL:
        return [too_long(MAX_EMAIL)]
    return [] if _EMAIL.fullmatch(email) else [INVALID]


def form_faults(form: SignUp, rules: SignUpRules) -> dict[str, list[Detail]]:
    """All that is wrong with the form by itself, by field."""
    faults: dict[str, list[Detail]] = {"password": password_faults(form.password, rules.min_password)}
    if form.username is not None or is_blank(form.display_name or ""):
        faults["username"] = username_faults(form.username or "")
        if (form.username or "").lower() in rules.reserved:
            faults["username"].append(RESERVED_NAME)
    if form.display_name:
        faults["display_name"] = display_name_faults(form.display_name)
    if form.email:
        faults["email"] = email_faults(form.email)
    if not form.agreement:
        faults["agreement"] = [NOT_ACCEPTED]
    return {field: several for field, several in faults.items() if several}
