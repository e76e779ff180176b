"""The signed address under which a national body fetches what was sent to it."""

from __future__ import annotations

from web.alerts.links import Links, sealed, unsealed

PACKAGE = "package"


def package_link(links: Links, dispatch_id: int) -> str:
    """The address of a package; it opens nothing else."""
    return f"{links.base_url}/packages/{sealed(links.key, PACKAGE, dispatch_id)}"


def read_package(key: str, token: str) -> int | None:
    """Which sending an address names; None if we did not make it."""
    found = unsealed(key, PACKAGE, token)
    return found if isinstance(found, int) else None
