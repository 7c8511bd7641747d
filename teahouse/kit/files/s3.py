"""Files in a bucket of an S3 server. They come through the house all the same, which asks who may see them."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from teahouse.kit.files.model import Missing, Opened, check_name

PIECE = 256 * 1024


class Bucket:
    """A bucket, or the part of one below a prefix; the library is loaded when this is made."""

    def __init__(
        self,
        bucket: str,
        prefix: str,
        *,
        endpoint: str = "",
        region: str = "",
        key: str = "",
        secret: str = "",
        patience: int = 30,
    ) -> None:
        """Without key and secret those of the environment are used, as every S3 program does.

        `patience` is in seconds, for one request with all its new tries.
        """
        import obstore  # noqa: PLC0415 - see the class
        from obstore.store import S3Store  # noqa: PLC0415 - see the class

        given = {"endpoint": endpoint, "access_key_id": key, "secret_access_key": secret}
        options: dict[str, Any] = {name: value for name, value in given.items() if value}
        self._library: Any = obstore
        self._store: Any = S3Store(
            bucket,
            prefix=prefix or None,
            region=region or "us-east-1",
            virtual_hosted_style_request=False,
            client_options={"allow_http": endpoint.startswith("http://"), "timeout": f"{patience}s"},
            retry_config={"max_retries": 3, "retry_timeout": timedelta(seconds=patience)},
            **options,
        )
        self.staging = Path(tempfile.gettempdir())

    def put(self, path: Path, name: str) -> None:
        """Send the file; it is there when the server says so."""
        self._library.put(self._store, check_name(name), path)
        path.unlink()

    async def open(self, name: str) -> Opened:
        """The file to be read. Raises `Missing`."""
        try:
            found = await self._library.get_async(self._store, check_name(name))
        except FileNotFoundError:
            raise Missing(name) from None
        return Opened(found.meta["size"], _pieces(found))

    def old(self, before: int) -> Iterator[str]:
        """By what the server says of each."""
        for some in self._library.list(self._store):
            for one in some:
                name = str(one["path"]).rpartition("/")[2]
                with suppress(Missing):
                    if check_name(name) and one["last_modified"].timestamp() * 1000 < before:
                        yield name

    def drop_unfinished(self, before: int) -> int:
        """Nothing: unfinished files are this machine's temporary ones."""
        return 0

    def drop(self, names: Sequence[str]) -> bool:
        """Remove them, one by one: a server may not know how to remove several."""
        for name in names:
            try:
                self._library.delete(self._store, check_name(name))
            except FileNotFoundError:
                continue
        return True


async def _pieces(found: Any) -> AsyncGenerator[bytes, None]:
    async for piece in found.stream(min_chunk_size=PIECE):
        yield bytes(piece)
        await asyncio.sleep(0)
