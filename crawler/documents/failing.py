"""Why no answer came, and what that means for a document."""

from ipaddress import ip_address

from scrapy.exceptions import DownloadCancelledError, IgnoreRequest

from crawler.documents.choosing import Wanted, host_of
from crawler.faults import CrawlError
from crawler.hosts import ForeignHostError
from models.notice import DocumentState

Told = tuple[DocumentState, CrawlError]
TOO_LARGE = "DOWNLOAD_MAXSIZE"
"""What the library says of an answer that grows too large as it is unpacked."""


def why_none(error: BaseException | None, one: Wanted, url: str, limit: int) -> Told:
    """The state of a document whose call ended in an error, and the fault.

    ``url`` is the address at which the call ended, ``limit`` the most bytes that
    are taken.
    """
    reason = str(error) or type(error).__name__
    if isinstance(error, ForeignHostError):
        return led_away(one, host_of(url))
    if isinstance(error, DownloadCancelledError) or TOO_LARGE in reason:
        fault = CrawlError("file_too_large", url=one.url, limit=limit >> 20)
        return DocumentState.REFUSED, fault
    if isinstance(error, IgnoreRequest):
        return DocumentState.ELSEWHERE, CrawlError("robots", url=one.url)
    fault = CrawlError("unreachable", url=one.url, reason=reason.rstrip("."))
    return DocumentState.FAILED, fault


def led_away(one: Wanted, host: str) -> Told:
    """The address leads to a host that is not called, perhaps one of our own."""
    if is_inside(host):
        fault = CrawlError("led_inside", url=one.url, host=host)
        return DocumentState.REFUSED, fault
    return DocumentState.ELSEWHERE, CrawlError("led_elsewhere", url=one.url, host=host)


def is_inside(host: str) -> bool:
    """Whether a host is written as an address that is not a public one."""
    try:
        return not ip_address(host).is_global
    except ValueError:
        return host == "localhost" or "." not in host
