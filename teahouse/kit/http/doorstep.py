"""The doorstep: which host a request asked for, and from which address it came.

Only the house's own names are answered, and a forwarded address is believed from named proxies alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any
from urllib.parse import urlsplit

from teahouse.kit.errors import Refusal

_MOST_PASSED = 64
"""So many spellings of the house's names are known at sight; a client may write its port as it likes."""
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})


class Doorstep:
    """The house's names and its proxies."""

    def __init__(self, origin: str, *, allowed_hosts: Iterable[str] = (), trusted_proxies: Iterable[str] = ()) -> None:
        host = urlsplit(origin).hostname or ""
        own = f"[{host}]" if ":" in host else host
        self._hosts = _LOOPBACK | {own} | {name.lower() for name in allowed_hosts}
        self._passed: set[bytes] = set()
        self._proxies = [ip_network(network, strict=False) for network in trusted_proxies]

    def check_host(self, host: bytes | None) -> None:
        """Refuse a Host that is not one of the house's names; its port does not matter."""
        if host in self._passed:
            return
        name = (host or b"").decode("latin-1").lower()
        if name not in self._hosts:
            bare, colon, port = name.rpartition(":")
            if not (colon and port.isdecimal() and bare in self._hosts):
                raise Refusal("This host is not served here", code="misdirected", status=421)
        if host is not None and len(self._passed) < _MOST_PASSED:
            self._passed.add(host)

    def address(self, scope: Mapping[str, Any]) -> str:
        """The client's address: the nearest one that no trusted proxy of ours vouches past."""
        peer = scope.get("client")
        address = peer[0] if peer else ""
        if not self._proxies or not self._trusted(address):
            return address
        hops = b",".join(value for name, value in scope["headers"] if name == b"x-forwarded-for")
        return self._nearest(hops.decode("latin-1").split(","), address)

    def _nearest(self, hops: Sequence[str], address: str) -> str:
        for hop in reversed(hops):
            known = _parsed(hop)
            if known is None:
                return address
            address = str(known)
            if not self._trusted(address):
                return address
        return address

    def _trusted(self, address: str) -> bool:
        known = _parsed(address)
        return known is not None and any(known in network for network in self._proxies)


def limit_key(address: str) -> str:
    """The key by which an address is counted: a person holds a whole IPv6 /64."""
    if ":" not in address:
        return address
    known = _parsed(address)
    return str(IPv6Network((int(known) >> 64 << 64, 64))) if isinstance(known, IPv6Address) else address


def _parsed(address: str) -> IPv4Address | IPv6Address | None:
    try:
        known = ip_address(address.strip())
    except ValueError:
        return None
    return known.ipv4_mapped or known if isinstance(known, IPv6Address) else known
