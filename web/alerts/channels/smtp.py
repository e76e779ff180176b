"""Mail through the operator's server, as its address says."""

import smtplib
import socket
import ssl
import threading
from collections.abc import Mapping
from contextlib import suppress
from email.message import EmailMessage
from urllib.parse import parse_qs, unquote, urlsplit

from web.alerts.channels.outcome import Outcome

TIMEOUT = 30.0
"""Seconds for one answer of the server."""
WHOLE = 4
"""So many times that for the whole talk about one letter."""
NOT_PLAIN = "The mail server's user name or password holds letters that it cannot take."
PORTS = {"smtp": 25, "smtps": 465}
NOT_ITS_FAULT = ("5.7.", "5.2.2", "5.3.4")
"""Refusals by a rule of the server, a full box, a letter too large: it may be there."""


def connect(url: str, timeout: float = TIMEOUT) -> smtplib.SMTP:
    """Open the server of an address and sign in.

    smtp://user:password@host:port, smtps:// for TLS from the first byte. Plain
    smtp turns to TLS where the server offers it; ?starttls=always insists on it,
    ?starttls=never does without.
    """
    parts = urlsplit(url)
    host, port = parts.hostname or "localhost", parts.port or PORTS[parts.scheme]
    if parts.scheme == "smtps":
        context = ssl.create_default_context()
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            host, port, timeout=timeout, context=context
        )
    else:
        server = smtplib.SMTP(host, port, timeout=timeout)
    try:
        if parts.scheme == "smtp":
            secure(server, parse_qs(parts.query).get("starttls", [""])[0])
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
    except (smtplib.SMTPException, OSError, UnicodeError):
        server.close()
        raise
    return server


def secure(server: smtplib.SMTP, rule: str) -> None:
    """Turn to TLS if the rule or the server asks for it."""
    server.ehlo_or_helo_if_needed()
    if rule == "always" or (rule != "never" and server.has_extn("starttls")):
        server.starttls(context=ssl.create_default_context())


def send(
    url: str, letter: EmailMessage, back: str = "", timeout: float = TIMEOUT
) -> Outcome:
    """Hand one letter over; ``back`` is where the server returns what it cannot keep.

    A server that breaks off before it has said yes may or may not have the letter:
    it is tried again under the same Message-ID. What it says after its yes is nothing
    to us. One that dribbles is left after a few times the time of one answer.
    """
    try:
        server = connect(url, timeout)
    except (smtplib.SMTPException, OSError) as error:
        return Outcome(f"The mail server did not take it: {error}.", away=True)
    except UnicodeError:
        return Outcome(NOT_PLAIN, away=True)
    alarm = threading.Timer(timeout * WHOLE, cut, [server])
    alarm.daemon = True
    alarm.start()
    try:
        server.send_message(letter, from_addr=back or None)
    except smtplib.SMTPRecipientsRefused as error:
        return refused(error.recipients)
    except smtplib.SMTPServerDisconnected as error:
        return Outcome(f"The mail server broke off: {error}.", away=True)
    except (smtplib.SMTPException, OSError) as error:
        return Outcome(f"The mail server did not take it: {error}.")
    finally:
        alarm.cancel()
        leave(server)
    return Outcome()


def cut(server: smtplib.SMTP) -> None:
    """End a talk that takes too long; whoever waits for an answer hears of it."""
    if server.sock is not None:
        with suppress(OSError):
            server.sock.shutdown(socket.SHUT_RDWR)


def refused(answers: Mapping[str, tuple[int, bytes]]) -> Outcome:
    """What it means that the server refused the one address of a letter."""
    code, words = next(iter(answers.values()))
    said = words.decode("utf-8", "replace").strip()[:200]
    is_hard = code >= 500 and not said.startswith(NOT_ITS_FAULT)
    return Outcome(
        f"The address was refused: {code} {said}.",
        final=code >= 500,
        gone=is_hard,
        soft=not is_hard,
    )


def leave(server: smtplib.SMTP) -> None:
    """Part from a server; what was taken stays taken whatever it says now."""
    with suppress(smtplib.SMTPException, OSError):
        server.quit()
    server.close()
