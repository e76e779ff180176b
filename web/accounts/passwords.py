"""Passwords: kept as argon2 hashes, at a cost that a test may lower."""

from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from web.marks import N_
from web.refused import RefusedError

LEAST, MOST = 10, 200
COST = {"time_cost": 2, "memory_cost": 19 * 1024, "parallelism": 1}
"""About 30 ms a check, the least that OWASP asks for."""
CHEAP = {"time_cost": 1, "memory_cost": 8, "parallelism": 1}
"""For tests and demonstrations alone."""


def make_hasher(cost: dict[str, int] | None = None) -> PasswordHasher:
    """A hasher of this cost; without one, of the usual."""
    chosen = cost or COST
    return PasswordHasher(
        chosen["time_cost"], chosen["memory_cost"], chosen["parallelism"]
    )


def is_right(hasher: PasswordHasher, kept: str | None, password: str) -> bool:
    """Whether a password fits; as slow for a person without one."""
    stored = kept or hash_of_nobody(hasher)
    try:
        hasher.verify(stored, password)
    except VerifyMismatchError:
        return False
    return kept is not None


@lru_cache(maxsize=8)
def hash_of_nobody(hasher: PasswordHasher) -> str:
    """What a person without a password is compared with; made once, as it is slow."""
    return hasher.hash("no one has this")


def check_new(password: str, email: str) -> None:
    """Refuse a password that is too short, too long, or the address itself."""
    if not LEAST <= len(password) <= MOST:
        raise RefusedError(
            N_("密码长度应为 %(least)d 至 %(most)d 个字符。"), least=LEAST, most=MOST
        )
    if email.partition("@")[0].casefold() in password.casefold() or (
        len(set(password)) < LEAST // 2
    ):
        raise RefusedError(N_("这个密码太容易猜到，请换一个。"))
