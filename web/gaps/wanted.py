"""Which holes a visitor asks for: by Member, agreement and standing; page by page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from web.gaps.service import Account, Hole, Overview, Standing
from web.gaps.stretches import Stretch, stretches

SIZE = 50
AGREEMENTS = ("TBT", "SPS")


@dataclass(frozen=True)
class Wanted:
    """What the address asks for; what it does not name is not narrowed."""

    member: str = ""
    agreement: str = ""
    standing: Standing = Standing.OPEN
    page: int = 1

    def fits(self, account: Account) -> bool:
        """Whether a series is asked for."""
        line = account.line
        return self.member in {"", line.member} and (
            self.agreement in {"", line.agreement}
        )

    def address(self, **changes: object) -> str:
        """The query of this page with something else in it; defaults are left out."""
        named = {
            "member": self.member,
            "agreement": self.agreement,
            "state": self.standing.value,
            "page": self.page,
            **changes,
        }
        usual = {"state": Standing.OPEN.value, "page": 1}
        kept = {k: v for k, v in named.items() if v and v != usual.get(k)}
        return urlencode(kept)


@dataclass(frozen=True)
class Sheet:
    """The page: the series asked for, and one page of the holes in them."""

    overview: Overview
    wanted: Wanted
    accounts: list[Account]
    counts: dict[Standing, int]
    stretches: list[Stretch]
    pages: int

    @property
    def address(self) -> Callable[..., str]:
        """Makes the query of another page like this one."""
        return self.wanted.address

    @property
    def incomplete(self) -> list[Account]:
        """The series with something unsettled, those with most open holes first."""
        found = [one for one in self.accounts if not one.is_complete]
        return sorted(found, key=weight)

    @property
    def complete(self) -> list[Account]:
        """The series with nothing unsettled."""
        return [one for one in self.accounts if one.is_complete]


def weight(account: Account) -> tuple[int, str]:
    """Puts the series with most open holes first."""
    many = sum(hole.standing == Standing.OPEN for hole in account.holes)
    return -many, account.line.series


def read_wanted(arguments: Mapping[str, str]) -> Wanted:
    """What an address asks for; what cannot be meant is not narrowed."""
    agreement = arguments.get("agreement", "").upper()
    state, page = arguments.get("state", ""), arguments.get("page", "")
    return Wanted(
        member=arguments.get("member", "").upper(),
        agreement=agreement if agreement in AGREEMENTS else "",
        standing=Standing(state) if state in set(Standing) else Standing.OPEN,
        page=int(page) if page.isdecimal() and len(page) < 7 else 1,
    )


def read_sheet(overview: Overview, wanted: Wanted) -> Sheet:
    """The page that is asked for; one beyond the last is the last."""
    accounts = [one for one in overview.accounts if wanted.fits(one)]
    holes = [hole for account in accounts for hole in account.holes]
    counts = {
        standing: sum(hole.standing == standing for hole in holes)
        for standing in Standing
    }
    shown = stretches(in_order(holes, wanted.standing))
    pages = max(1, -(-len(shown) // SIZE))
    page = min(max(1, wanted.page), pages)
    there = Wanted(wanted.member, wanted.agreement, wanted.standing, page)
    start = (page - 1) * SIZE
    return Sheet(overview, there, accounts, counts, shown[start : start + SIZE], pages)


def in_order(holes: list[Hole], standing: Standing) -> list[Hole]:
    """The holes of a standing, the oldest first; those that came, the latest first."""
    found = [hole for hole in holes if hole.standing == standing]
    found.sort(key=lambda one: (one.series, one.number))
    if standing == Standing.FOUND:
        return sorted(found, key=lambda one: one.closed_at or one.seen_at, reverse=True)
    return sorted(found, key=lambda one: one.seen_at)
