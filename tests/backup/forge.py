"""Tars with whatever an attacker or an accident may put into them."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
from pathlib import Path
from typing import Any


class Forge:
    """A real backup's members, to be changed and written again, with a manifest that fits unless told otherwise."""

    def __init__(self, tar: Path) -> None:
        with tarfile.open(tar) as original:
            self.files = {each.name: original.extractfile(each).read() for each in original}  # type: ignore[union-attr]
        self.manifest: dict[str, Any] = json.loads(self.files.pop("manifest.json"))

    def write(self, path: Path, *, fitting: bool = True, extra: tarfile.TarInfo | None = None) -> Path:
        if fitting:
            self.manifest["members"] = [
                {"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
                for name, data in self.files.items()
            ]
        with tarfile.open(path, "w", format=tarfile.GNU_FORMAT) as tar:
            for name, data in self.files.items():
                put(tar, name, data)
            if extra is not None:
                tar.addfile(extra, io.BytesIO(bytes(extra.size)))
            put(tar, "manifest.json", json.dumps(self.manifest).encode())
        return path


def put(tar: tarfile.TarFile, name: str, data: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size = len(data)
    tar.addfile(info, io.BytesIO(data))


def special(name: str, kind: bytes, target: str = "") -> tarfile.TarInfo:
    """A member that is no plain file."""
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info
