"""The listener's WebSockets: uvicorn's, bounded in what a client may send and in how long it may take to part.

Promises that a connection can be cut by force (`scope["teahouse.hang_up"]`), and that nothing of one that was closed
stays in memory because its reader reads no more.
"""

from __future__ import annotations

import asyncio
import socket

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.http11 import Request

from teahouse.kit.http.patience import HANG_UP

MOST_MESSAGE_BYTES = 4096
MOST_UNREAD_BYTES = 64 * 1024
PING_SECONDS = 30.0
_PARTING = 5.0


class BoundedSocket(WebSocketsSansIOProtocol):
    """One connection."""

    def handle_connect(self, event: Request) -> None:
        """Lend the app what cuts the connection."""
        super().handle_connect(event)
        if self.handshake_initiated and not self.handshake_complete:
            # What waits in the system's own memory is bounded as well: by itself that may grow to megabytes.
            self.transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, MOST_UNREAD_BYTES)
            self.scope[HANG_UP] = self.transport.abort  # type: ignore[literal-required]  # ours

    def shutdown(self) -> None:
        """Part, and do not wait for who does not listen."""
        super().shutdown()
        self._cut_soon()

    async def run_asgi(self) -> None:
        """When the app is done with it, so is the connection."""
        await super().run_asgi()
        self._cut_soon()

    def _cut_soon(self) -> None:
        transport: asyncio.Transport = self.transport
        self.loop.call_later(_PARTING, transport.abort)
