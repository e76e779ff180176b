"""Posting to addresses that readers give: to the open web only, and not for long.

The name is resolved once, every address it stands for is checked, and the connection
is made to the one that was checked: a name that changes its mind meanwhile gains
nothing. No redirect is followed, no proxy is asked, and no more than a little is read.
"""

import http.client
import socket
import ssl
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from ipaddress import IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

TIMEOUT = 10.0
"""Seconds for the whole exchange, from the first packet to the last."""
MOST_READ = 64 * 1024
MOST_TRIED = 3
"""So many addresses of one name are tried."""
NAT64 = IPv6Network("64:ff9b::/96")
PORTS = {"https": 443, "http": 80}


class WireError(Exception):
    """It could not be posted; ``away`` if another try may do better."""

    def __init__(self, sentence: str, *, away: bool = False) -> None:
        super().__init__(sentence)
        self.away = away


@dataclass(frozen=True)
class Answer:
    """The status of an answer and the beginning of its body."""

    status: int
    body: bytes


def is_open(address: str) -> bool:
    """Whether an IP address is one of the open web."""
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address):
        if found in NAT64:
            return is_open(str(ip_address(int(found) & 0xFFFFFFFF)))
        inner = found.ipv4_mapped or found.sixtofour
        if inner is not None:
            return is_open(str(inner))
        if found.teredo is not None:
            return False
    return found.is_global and not found.is_multicast


@dataclass(frozen=True)
class Wire:
    """How we post; ``permits`` says to which IP addresses."""

    timeout: float = TIMEOUT
    permits: Callable[[str], bool] = is_open

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """Post a body; WireError if it does not arrive or there is no answer."""
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
        addresses = self.resolve(host, port)
        path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
        is_safe = parts.scheme == "https"
        connection = Pinned(host, port, addresses, self.timeout, is_safe)
        alarm = threading.Timer(self.timeout, connection.cut)
        alarm.daemon = True
        alarm.start()
        try:
            connection.request("POST", path, body, dict(headers))
            answer = connection.getresponse()
            found = Answer(answer.status, answer.read(MOST_READ))
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise WireError(self.say(connection, error), away=True) from error
        finally:
            alarm.cancel()
            connection.close()
        if connection.is_cut:
            raise WireError(self.say(connection, TimeoutError()), away=True)
        return found

    def say(self, connection: "Pinned", error: Exception) -> str:
        """Why there is no answer."""
        if connection.is_cut or isinstance(error, TimeoutError):
            return f"There was no whole answer within {self.timeout:g} seconds."
        return f"The address did not answer: {type(error).__name__}."

    def resolve(self, host: str, port: int) -> list[str]:
        """The IP addresses of a name, if all that it stands for are permitted."""
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise WireError(f"The name {host} is not known.", away=True) from error
        found = [str(row[4][0]) for row in rows]
        if not found or not all(self.permits(one) for one in found):
            raise WireError(f"{host} is not an address of the open web.")
        return list(dict.fromkeys(found))[:MOST_TRIED]


class Pinned(http.client.HTTPConnection):
    """A connection to one of some IP addresses that speaks to a host by its name."""

    def __init__(
        self,
        host: str,
        port: int,
        addresses: Sequence[str],
        timeout: float,
        is_safe: bool,
    ) -> None:
        super().__init__(host, port, timeout=timeout)
        self.addresses, self.is_safe, self.is_cut = addresses, is_safe, False
        if is_safe:
            self.default_port = PORTS["https"]

    def connect(self) -> None:
        """Connect to what was checked, the next where one is away; prove the host."""
        for number, address in enumerate(self.addresses, start=1):
            try:
                self.sock = socket.create_connection((address, self.port), self.wait)
                break
            except OSError:
                if number == len(self.addresses) or self.is_cut:
                    raise
        if self.is_safe:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(
                self.sock, server_hostname=self.host, do_handshake_on_connect=False
            )
            self.check_time()
            self.sock.do_handshake()
        self.check_time()

    @property
    def wait(self) -> float:
        """Seconds for one address: all together have no longer than the whole."""
        return float(self.timeout or TIMEOUT) / len(self.addresses)

    def check_time(self) -> None:
        """Go no further if the time was over before there was anything to cut."""
        if self.is_cut:
            raise TimeoutError
        self.sock.settimeout(self.timeout)

    def cut(self) -> None:
        """End what takes too long, wherever it is."""
        self.is_cut = True
        if self.sock is not None:
            try:
                self.sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                self.is_cut = True  # it has ended by itself meanwhile
