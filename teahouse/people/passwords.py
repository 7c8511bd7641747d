"""Passwords: argon2id, two at once, on threads of their own so that the house goes on answering meanwhile.

An unknown name, a login without a password and a wrong password all take the same time.
"""

from __future__ import annotations

import asyncio
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

from teahouse.people.rules_sign_up import MAX_PASSWORD

MEMORY_KIB = 19 * 1024
ROUNDS = 2
LANES = 1
AT_ONCE = 2

_ARGON2 = PasswordHasher(
    time_cost=ROUNDS, memory_cost=MEMORY_KIB, parallelism=LANES, hash_len=32, salt_len=16, type=Type.ID
)


def _nobodys_hash() -> str:
    """A hash of the parameters in force that no password has: verifying against it costs what any other costs."""
    salt, nothing = (b64encode(bytes(size)).decode().rstrip("=") for size in (16, 32))
    return f"$argon2id$v=19$m={MEMORY_KIB},t={ROUNDS},p={LANES}${salt}${nothing}"


_NOBODYS = _nobodys_hash()


def hash_password(password: str) -> str:
    """A salted hash that names its own parameters. Takes tens of milliseconds of one core."""
    return _ARGON2.hash(_bytes(password))


def verify_password(password_hash: str | None, password: str) -> bool:
    """Whether this is the password; with no hash (nobody of that name) as slow a no as any other."""
    known = bool(password_hash)
    fits = False
    try:
        fits = _ARGON2.verify(password_hash if password_hash else _NOBODYS, _bytes(password))
    except (VerificationError, InvalidHashError):
        fits = False
    return fits and known and len(_bytes(password)) <= MAX_PASSWORD


def needs_rehash(password_hash: str) -> bool:
    """Whether the hash was made with other parameters than those in force."""
    return _ARGON2.check_needs_rehash(password_hash)


def _bytes(password: str) -> bytes:
    return password.encode("utf-8", "surrogatepass")


class Hasher:
    """Hashes and verifies away from the event loop, `AT_ONCE` at a time; the composition root makes one."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="password")

    async def hash(self, password: str) -> str:
        """`hash_password`, on a thread."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, hash_password, password)

    async def verify(self, password_hash: str | None, password: str) -> bool:
        """`verify_password`, on a thread."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, verify_password, password_hash, password)

    def close(self) -> None:
        """Wait for what was begun."""
        self._threads.shutdown(wait=True)
