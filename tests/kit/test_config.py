"""Settings: defaults, file and environment in this order; every fault named at once, with its place and its cure."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

import msgspec
import pytest
from msgspec import Meta

from teahouse.kit.config import ConfigError, load, settings_of
from teahouse.kit.config_words import expectation


class Store(msgspec.Struct, frozen=True):
    url: Annotated[str, Meta(min_length=1, extra={"secret": True})] = "sqlite:x"
    pool: Annotated[int, Meta(ge=1, le=64, description="How many connections.")] = 4


class Kettle(msgspec.Struct, frozen=True):
    origin: Annotated[str, Meta(pattern="^https?://", title="an address such as https://tea.example")]
    mode: Literal["open", "closed"] = "open"
    port: int = 8000
    lan: bool = False
    ratio: float = 0.5
    proxies: tuple[str, ...] = ()
    limits: dict[str, int] = msgspec.field(default_factory=dict)
    note: str | None = "hot"
    folder: Path = Path("data")
    store: Store = msgspec.field(default_factory=lambda: Store(pool=7))

    def __post_init__(self) -> None:
        if self.lan and self.mode == "open":
            raise ValueError("lan and an open mode do not go together")


GOOD = {"TEAHOUSE_ORIGIN": "https://t.example"}


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "tea.toml"
    file.write_text(text, encoding="utf-8")
    return file


def faults(environ: Mapping[str, str], file: Path | None = None) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load(Kettle, environ, file)
    assert all(str(problem) in str(caught.value) for problem in caught.value.problems)
    return [str(problem) for problem in caught.value.problems]


def test_defaults_hold_where_nothing_is_said_and_a_table_keeps_its_own() -> None:
    kettle = load(Kettle, GOOD)
    assert kettle == Kettle(origin="https://t.example", store=Store(pool=7))


def test_the_file_goes_over_defaults_and_the_environment_over_the_file(tmp_path: Path) -> None:
    file = written(tmp_path, 'origin = "https://f.example"\nport = 1\n[store]\npool = 2\nurl = "sqlite:f"\n')
    kettle = load(Kettle, {"TEAHOUSE_PORT": "9", "TEAHOUSE_STORE__POOL": "3", "PATH": "/bin"}, file)
    assert (kettle.origin, kettle.port) == ("https://f.example", 9)
    assert kettle.store == Store(url="sqlite:f", pool=3)


def test_the_environment_can_name_the_file_and_the_argument_wins(tmp_path: Path) -> None:
    named = {"TEAHOUSE_CONFIG": str(written(tmp_path, 'origin = "http://named"'))}
    assert load(Kettle, named).origin == "http://named"
    other = tmp_path / "other.toml"
    other.write_text('origin = "http://argued"')
    assert load(Kettle, named, other).origin == "http://argued"


def test_variables_become_what_the_type_says() -> None:
    environ = GOOD | {
        "TEAHOUSE_MODE": "closed",
        "TEAHOUSE_LAN": "true",
        "TEAHOUSE_RATIO": "0.25",
        "TEAHOUSE_PROXIES": "10.0.0.1, 10.0.0.2,",
        "TEAHOUSE_LIMITS": '{"post": 3}',
        "TEAHOUSE_NOTE": "",
        "TEAHOUSE_FOLDER": "/srv/tea",
    }
    kettle = load(Kettle, environ)
    assert (kettle.mode, kettle.lan, kettle.ratio, kettle.note) == ("closed", True, 0.25, None)
    assert kettle.proxies == ("10.0.0.1", "10.0.0.2")
    assert (kettle.limits, kettle.folder) == ({"post": 3}, Path("/srv/tea"))
    assert load(Kettle, GOOD | {"TEAHOUSE_PROXIES": '["::1"]'}).proxies == ("::1",)


def test_everything_wrong_is_said_at_once_with_place_and_cure(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        "\n".join(
            [
                "# the kettle",
                'mode = "opne"',
                "port = true  # no",
                "prot = 1",
                "[store]",
                "pool = 65",
                "pol = 1",
                "[shop]",
                "x = 1",
            ]
        ),
    )
    found = faults({"TEAHOUSE_LAN": "perhaps", "TEAHOUSE_RATOI": "1"}, file)
    name = str(file)
    assert found == [
        f"{name}: origin is missing. Set origin in the file or TEAHOUSE_ORIGIN to an address such as "
        "https://tea.example.",
        f'{name}, line 2: mode cannot be "opne". Set it to one of "closed", "open".',
        f"{name}, line 3: port cannot be true. Set it to a whole number.",
        'TEAHOUSE_LAN: lan cannot be "perhaps". Set it to true or false.',
        f"{name}, line 6: store.pool cannot be 65. Set it to a whole number, at least 1, at most 64.",
        f"{name}, line 4: there is no setting prot. Did you mean port? Else take it out.",
        f"{name}, line 7: there is no setting store.pol. Did you mean store.pool? Else take it out.",
        f"{name}, line 8: there is no setting shop. Take it out; the documentation lists them all.",
        "TEAHOUSE_RATOI: there is no setting TEAHOUSE_RATOI. Did you mean TEAHOUSE_RATIO? Else take it out.",
    ]


def test_a_table_given_as_a_value_is_explained(tmp_path: Path) -> None:
    file = written(tmp_path, "store = 3")
    assert faults(GOOD, file) == [f"{file}, line 1: store is a table, not a value. Write its settings under [store]."]


def test_a_secret_is_never_repeated(tmp_path: Path) -> None:
    file = written(tmp_path, "origin = 'http://x'\n[store]\nurl = [ 'hunter2' ]\n")
    (fault,) = faults({}, file)
    assert "hunter2" not in fault
    assert f"{file}, line 3: store.url cannot be the secret" in fault


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"port = = 3", "is not TOML"),
        (b"port = 3\nport = 4", "is not TOML"),
        (b"\xff\xfe", "is not UTF-8 at byte 0"),
        (b"a = \x00", "is not TOML"),
    ],
)
def test_a_broken_file_is_one_problem(tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "broken.toml"
    file.write_bytes(content)
    (fault,) = faults(GOOD, file)
    assert said in fault
    assert str(file) in fault


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    (fault,) = faults(GOOD, tmp_path / "none.toml")
    assert "cannot be read" in fault


def test_settings_that_do_not_go_together_are_refused() -> None:
    (fault,) = faults(GOOD | {"TEAHOUSE_LAN": "1"})
    assert "lan and an open mode do not go together" in fault


def test_variables_of_others_are_left_alone_only_when_named() -> None:
    environ = GOOD | {"TEAHOUSE_TEST_X": "1"}
    assert "there is no setting TEAHOUSE_TEST_X" in faults(environ)[0]
    assert load(Kettle, environ, not_settings={"TEAHOUSE_TEST_X"}) == load(Kettle, GOOD)


def test_the_list_of_settings_is_what_the_documentation_needs() -> None:
    listed = {setting.name: setting for setting in settings_of(Kettle)}
    assert list(listed)[-2:] == ["store.url", "store.pool"]
    pool = listed["store.pool"]
    assert (pool.variable, pool.default, pool.description) == ("TEAHOUSE_STORE__POOL", 7, "How many connections.")
    assert listed["origin"].default is msgspec.NODEFAULT
    assert listed["store.url"].secret
    assert not pool.secret


@pytest.mark.parametrize(
    ("type_", "phrase"),
    [
        (Annotated[float, Meta(gt=0, lt=1)], "a number, more than 0, less than 1"),
        (Annotated[str, Meta(min_length=2, max_length=5)], "a text of 2 to 5 characters"),
        (Annotated[str, Meta(max_length=5)], "a text of at most 5 characters"),
        (Annotated[str, Meta(min_length=5)], "a text of at least 5 characters"),
        (Annotated[str, Meta(min_length=1)], "a text that is not empty"),
        (list[bool], "a list, each true or false"),
        (int | None, "a whole number, or nothing"),
        (Path, "a path"),
    ],
)
def test_what_is_expected_is_said_in_words(type_: object, phrase: str) -> None:
    assert expectation(type_) == phrase


def test_a_type_that_no_setting_can_have_is_the_programs_fault() -> None:
    with pytest.raises(TypeError, match="a setting cannot be"):
        expectation(bytes)
