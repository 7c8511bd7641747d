"""The step that fills the shelves leaves the rows that the verbs would have written."""

from __future__ import annotations

import importlib.util
from types import ModuleType

import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations

from teahouse import moments, people
from teahouse.kit.db.migrate import engine_for
from teahouse.migrations import FOLDER
from teahouse.moments.schema import known_tag, said
from tests.cast import Cast
from tests.rows import all_of


def step() -> ModuleType:
    """The step's file, whose name is a number."""
    spec = importlib.util.spec_from_file_location("step", FOLDER / "versions" / "0024_find_moments.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def live(cast: Cast) -> None:
    """Something of each kind of audience, and comments of each kind of cut."""
    cast.befriend((cast.anna, cast.ben), (cast.anna, cast.mei))
    room = cast.do(people.groups.create_group, cast.anna, people.groups.Changes("Choir"))
    audiences = (
        moments.Public(listed=True),
        moments.Public(listed=False),
        moments.House(),
        moments.Friends(),
        moments.Except((), (cast.ben.id,)),
        moments.Mentioned(),
        moments.OnlyMe(),
        moments.Group(room.id),
    )
    for number, audience in enumerate(audiences):
        root = cast.post(cast.anna, f"@ben 茶 kettle {number} #Tea{number}", audience, spoiler="steam")
        if isinstance(audience, moments.Mentioned):
            cast.comment(cast.ben, root, "@anna an answer", audience)
            continue
        cast.comment(cast.anna, root, "uncut")
        for cut in (moments.House(), moments.Mentioned(), moments.Friends(), moments.OnlyMe()):
            cast.comment(cast.anna, root, "@ben cut", cut)
    shared = cast.post(cast.zoe, "shared", moments.Public(listed=True))
    cast.do(moments.share, cast.anna, shared.id)
    cast.do(moments.delete_moment, cast.anna.id, cast.post(cast.anna, "gone #gone", moments.Public(listed=True)).id)


def test_it_is_as_if_it_had_always_been_so(cast: Cast, address: str) -> None:
    live(cast)
    tables = (said, known_tag)
    before = [sorted(all_of(cast.database, table)) for table in tables]
    assert all(before)
    engine = engine_for(address)
    with engine.begin() as connection, Operations.context(MigrationContext.configure(connection)):
        for table in tables:
            connection.execute(sa.delete(table))
        step()._fill()
    engine.dispose()
    assert [sorted(all_of(cast.database, table)) for table in tables] == before
