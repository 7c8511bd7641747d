"""Broken, cut off, huge and hostile files are refused with a reason, and nothing is half restored."""

from __future__ import annotations

import gzip
import os
import sqlite3
import tarfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from teahouse.kit.db import archive
from teahouse.kit.db.database import sqlite_path
from teahouse.kit.db.migrate import current
from teahouse.kit.db.refused import FromTheFuture, Refused
from teahouse.kit.db.restore import restore
from teahouse.migrations import FOLDER
from tests.backup.contents import contents
from tests.backup.forge import Forge, put, special

in_a_file = pytest.mark.parametrize("kind", ["sqlite"])
"""The archive is checked before its database is looked at, so one kind is enough."""


@pytest.fixture
def refused(lived_in: str, elsewhere: str, tmp_path: Path) -> Callable[[Path, str], None]:
    """Asserts that a file is refused for this reason, at an empty place and at a full one that may be replaced."""
    before = contents(lived_in)

    def check(tar: Path, why: str) -> None:
        for address, force in ((elsewhere, False), (lived_in, True)):
            with pytest.raises(Refused, match=why):
                restore(tar, address, FOLDER, force=force, media={"pictures": tmp_path / "pictures"})
        assert current(elsewhere) is None
        assert contents(lived_in) == before
        left = {path.name for path in tmp_path.iterdir()}
        assert [name for name in left if name.startswith(".") or name in ("pictures", "elsewhere.sqlite")] == []

    return check


@in_a_file
def test_every_cut_is_noticed(tar: Path, tmp_path: Path, refused: Callable[[Path, str], None]) -> None:
    whole = tar.read_bytes()
    end = whole.rindex(b"}") + 1
    cut = tmp_path / "cut.tar"
    for length in (0, 1, 511, 512, 513, 4096, len(whole) // 2, end - 1, end):
        cut.write_bytes(whole[:length])
        refused(cut, r"cut off|no backup")


@in_a_file
def test_every_flipped_bit_is_noticed(tar: Path, tmp_path: Path, refused: Callable[[Path, str], None]) -> None:
    whole = tar.read_bytes()
    end = whole.rindex(b"}")
    flipped = tmp_path / "flipped.tar"
    for at in (10, 600, end // 3, end // 2, end - 2000, end - 1):
        damaged = bytearray(whole)
        # Padding between members carries nothing; the next byte that does is taken.
        found = next(place for place in range(at, end) if damaged[place])
        damaged[found] ^= 0x04
        flipped.write_bytes(damaged)
        refused(flipped, "backup|checksum|manifest|damaged|name|release|describe|kind|revision|header")


HOSTILE = [
    special("../../etc/cron.d/evil", tarfile.REGTYPE),
    special("/etc/passwd", tarfile.REGTYPE),
    special("media/pictures/../../evil", tarfile.REGTYPE),
    special("media/pictures/.hidden", tarfile.REGTYPE),
    special("media/pictures/a\nb", tarfile.REGTYPE),
    special("tables/account; DROP TABLE account.copy", tarfile.REGTYPE),
    special("media/pictures/link", tarfile.SYMTYPE, "/etc/passwd"),
    special("media/pictures/hard", tarfile.LNKTYPE, "database.sqlite"),
    special("media/pictures/device", tarfile.CHRTYPE),
    special("media/pictures/pipe", tarfile.FIFOTYPE),
    special("media/pictures", tarfile.DIRTYPE),
    special("media/pictures/sparse", tarfile.GNUTYPE_SPARSE),
    special("x" * 300, tarfile.REGTYPE),
]


@in_a_file
def test_hostile_members_are_refused(tar: Path, tmp_path: Path, refused: Callable[[Path, str], None]) -> None:
    """Links, devices, folders, names that lead elsewhere: not one of them is a backup's."""
    for member in HOSTILE:
        refused(Forge(tar).write(tmp_path / "hostile.tar", extra=member), "no plain file|no name of a backup")


@in_a_file
def test_names_that_clash_are_refused(tar: Path, tmp_path: Path, refused: Callable[[Path, str], None]) -> None:
    forge = Forge(tar)
    forge.files |= {"media/pictures/a": b"file", "media/pictures/a/b": b"in a folder"}
    refused(forge.write(tmp_path / "clash.tar"), "a file and a folder at once")
    twice = tmp_path / "twice.tar"
    with tarfile.open(twice, "w") as file:
        put(file, "media/pictures/a", b"one")
        put(file, "media/pictures/a", b"two")
    refused(twice, "in it twice")


@in_a_file
def test_manifests_that_lie_are_refused(tar: Path, tmp_path: Path, refused: Callable[[Path, str], None]) -> None:
    path = tmp_path / "lie.tar"

    def lie(why: str, **said: object) -> None:
        forge = Forge(tar)
        forge.manifest.update(said)
        refused(forge.write(path), why)

    members = Forge(tar).manifest["members"]
    tables = Forge(tar).manifest["tables"]
    lie("newer release", format=2)
    lie("manifest cannot be read", format="1")
    lie("manifest cannot be read", surprise=True)
    lie("manifest cannot be read", made_at="today")
    lie("database and cannot be restored|manifest cannot be read", kind="oracle")
    lie("rows|tables|should hold", tables=[{**tables[0], "count": tables[0]["count"] + 1}, *tables[1:]])
    lie("rows|tables", tables=tables[1:])
    forge = Forge(tar)
    forge.manifest["members"] = members[1:]
    refused(forge.write(path, fitting=False), "does not describe")
    forge.manifest["members"] = [*members, members[0]]
    refused(forge.write(path, fitting=False), "does not describe")


@in_a_file
def test_a_backup_of_a_newer_release_is_refused(tar: Path, tmp_path: Path, elsewhere: str) -> None:
    forge = Forge(tar)
    forge.manifest["revision"] = "9999"
    with pytest.raises(FromTheFuture, match="9999"):
        restore(forge.write(tmp_path / "future.tar"), elsewhere, FOLDER)


@in_a_file
def test_a_huge_manifest_is_not_read(
    tar: Path, tmp_path: Path, refused: Callable[[Path, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MAX_MANIFEST", 100)
    refused(Forge(tar).write(tmp_path / "huge.tar"), "larger than 100 bytes")


@in_a_file
def test_deep_manifests_and_other_text_are_refused(tmp_path: Path, refused: Callable[[Path, str], None]) -> None:
    for text in (b"[" * 100_000, b"{}", b"\xff\xfe", b"", b'"x"'):
        path = tmp_path / "deep.tar"
        with tarfile.open(path, "w") as file:
            put(file, "manifest.json", text)
        refused(path, "manifest cannot be read")


@in_a_file
def test_other_files_are_refused(tar: Path, tmp_path: Path, refused: Callable[[Path, str], None]) -> None:
    packed = tmp_path / "packed.tar.gz"
    packed.write_bytes(gzip.compress(tar.read_bytes()))
    refused(packed, "no backup")
    noise = tmp_path / "noise.tar"
    noise.write_bytes(os.urandom(10_000))
    refused(noise, "no backup")
    refused(tmp_path / "absent.tar", "cannot be read")
    refused(tmp_path, "cannot be read|not a file")
    other = tmp_path / "other.tar"
    with tarfile.open(other, "w") as file:
        put(file, "database.sqlite", b"x")
    refused(other, "cut off, or no backup")


@in_a_file
def test_databases_that_are_not_what_they_should_be(
    tar: Path, tmp_path: Path, refused: Callable[[Path, str], None]
) -> None:
    def changed(*statements: str) -> Path:
        forge, inner = Forge(tar), tmp_path / "inner.sqlite"
        inner.write_bytes(forge.files["database.sqlite"])
        with closing(sqlite3.connect(inner)) as connection:
            for statement in statements:
                connection.execute(statement)
            connection.commit()
        forge.files["database.sqlite"] = inner.read_bytes()
        inner.unlink()
        return forge.write(tmp_path / "changed.tar")

    refused(changed("CREATE TRIGGER t AFTER INSERT ON account BEGIN DELETE FROM login; END"), "triggers or views")
    refused(changed("CREATE VIEW v AS SELECT 1"), "triggers or views")
    refused(changed("DELETE FROM account"), "rows that point to nothing")
    refused(changed("DELETE FROM job", "DELETE FROM notice"), "not the rows")
    refused(changed("UPDATE alembic_version SET version_num = '0000'"), "not of the revision")
    forge = Forge(tar)
    data = forge.files["database.sqlite"]
    forge.files["database.sqlite"] = data[:8192] + bytes(4096) + data[12288:]
    refused(forge.write(tmp_path / "torn.tar"), "damaged|cannot be read|not the rows")
    forge.files["database.sqlite"] = b"no database at all"
    refused(forge.write(tmp_path / "text.tar"), "cannot be read")
    del forge.files["database.sqlite"]
    refused(forge.write(tmp_path / "none.tar"), "not hold the database")


@pytest.mark.parametrize("kind", ["postgresql"])
def test_rows_that_are_not_what_they_should_be(tar: Path, tmp_path: Path, refused: Callable[[Path, str], None]) -> None:
    def changed(name: str, change: Callable[[bytes], bytes]) -> Path:
        forge = Forge(tar)
        forge.files[name] = change(forge.files[name])
        return forge.write(tmp_path / "changed.tar")

    refused(changed("tables/account.copy", lambda rows: rows.replace(b"\t", b" ", 1)), "what the table cannot")
    refused(changed("tables/account.copy", lambda rows: rows + rows.splitlines(True)[0]), "cannot stand")
    refused(changed("tables/account.copy", lambda rows: rows.partition(b"\n")[2]), "should hold")
    refused(changed("tables/notice.copy", lambda rows: rows.replace(b"\t1", b"\t9")), "cannot stand")
    forge = Forge(tar)
    forge.files["tables/extra.copy"] = b""
    refused(forge.write(tmp_path / "more.tar"), "not hold the database")


@in_a_file
def test_a_backup_of_the_other_kind_is_refused(tar: Path, server_address: str) -> None:
    with pytest.raises(Refused, match="backup of a sqlite database"):
        restore(tar, server_address, FOLDER)


@in_a_file
def test_a_full_disk_leaves_what_was_there(tar: Path, lived_in: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(lived_in)

    def full(_: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("teahouse.kit.db.copying.sync", full)
    with pytest.raises(OSError, match="No space"):
        restore(tar, lived_in, FOLDER, force=True)
    assert contents(lived_in) == before
    assert [path.name for path in sqlite_path(lived_in).parent.iterdir() if path.name.startswith(".")] == []
