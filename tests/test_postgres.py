"""The tests' own PostgreSQL: fresh databases are empty, apart and gone afterwards; a server can be started."""

from __future__ import annotations

import psycopg
import pytest

from tests import postgres


def names(dsn: str) -> set[str]:
    with psycopg.connect(dsn) as connection:
        return {row[0] for row in connection.execute("SELECT datname FROM pg_database")}


def test_a_fresh_database_is_apart_and_gone_afterwards() -> None:
    for admin in postgres.server():
        with postgres.fresh_database(admin) as one, postgres.fresh_database(admin) as two:
            made = names(admin)
            with psycopg.connect(one) as connection:
                connection.execute("CREATE TABLE t (x int)")
                (mine,) = connection.execute("SELECT current_database()").fetchone() or ("",)
            lingering = psycopg.connect(two)
            assert lingering.execute("SELECT to_regclass('t')").fetchone() == (None,)
            assert mine in made
        assert mine not in names(admin)
        lingering.close()


def test_a_server_of_our_own_starts_and_stops() -> None:
    programs = postgres.installed()
    if programs is None:
        pytest.skip("no PostgreSQL server is installed here")
    with (
        postgres.own_server(programs) as address,
        postgres.fresh_database(address) as database,
        psycopg.connect(database) as connection,
    ):
        assert connection.execute("SHOW server_encoding").fetchone() == ("UTF8",)
    assert not postgres.answers(address)


def test_a_server_that_was_named_and_is_not_there_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = f"postgresql://postgres@127.0.0.1:{postgres.free_port()}/postgres"
    monkeypatch.setenv("TEAHOUSE_TEST_POSTGRES", nowhere)
    with pytest.raises(pytest.fail.Exception, match="no PostgreSQL answers"):
        next(postgres.server())


@pytest.mark.parametrize(
    ("admin", "expected"),
    [
        ("postgresql://u:p@h:1/postgres?sslmode=disable", "postgresql://u:p@h:1/x?sslmode=disable"),
        ("postgres://h", "postgres://h/x"),
        ("host=h dbname=postgres", "dbname=x host=h"),
    ],
)
def test_another_database_of_the_same_server(admin: str, expected: str) -> None:
    assert postgres.address_of(admin, "x") == expected
