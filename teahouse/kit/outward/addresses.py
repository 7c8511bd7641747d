"""Which network addresses the house may speak to when somebody else named them.

Promises that an address which only carries another (mapped, translated) is judged by what it carries, and that what is
not plainly of the public network is refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

PORTS = frozenset({80, 443})
"""Of the ports below 1024 these alone: behind the others stand mail, names and files, not web servers."""
_NAT64 = IPv6Network("64:ff9b::/96")
_NEVER = (
    IPv6Network("64:ff9b:1::/48"),  # translation within a network of one's own
    IPv6Network("2002::/16"),  # 6to4
    IPv6Network("2001::/32"),  # Teredo
    IPv6Network("::/96"),  # compatible with version 4, as it was once
    IPv6Network("fec0::/10"),  # of a site
    IPv6Network("5f00::/16"),  # segments of a route
    IPv4Network("192.88.99.0/24"),  # relays of 6to4
)


def is_public(address: str) -> bool:
    """Whether it is an address of the public network, whatever stands at it."""
    try:
        known = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(known, IPv6Address):
        if known.ipv4_mapped is not None:
            return _public(known.ipv4_mapped)
        if known in _NAT64:
            return _public(IPv4Address(int(known) & 0xFFFFFFFF))
    return "%" not in address and _public(known)


def _public(known: IPv4Address | IPv6Address) -> bool:
    return (
        known.is_global
        and not known.is_multicast
        and not known.is_reserved
        and not any(known.version == network.version and known in network for network in _NEVER)
    )


class Gate:
    """Asked for each connection, with the very address that it goes to: a name that changes its mind gains nothing."""

    def __init__(self, allowed: Iterable[str] = ()) -> None:
        """`allowed` are networks of one's own that may be reached none the less."""
        self._allowed = [ip_network(network, strict=False) for network in allowed]

    def allows(self, address: str, port: int, *, plain: bool) -> bool:
        """Whether a connection may be made; one that is not encrypted (`plain`) only to what was allowed by name."""
        if self._is_allowed(address):
            return True
        return not plain and is_public(address) and (port in PORTS or port >= 1024)

    @property
    def allows_plain(self) -> bool:
        """Whether any connection may be without encryption."""
        return bool(self._allowed)

    def _is_allowed(self, address: str) -> bool:
        try:
            known = ip_address(address)
        except ValueError:
            return False
        return any(known.version == network.version and known in network for network in self._allowed)
