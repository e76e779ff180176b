"""Mail through the operator's server, as its address says."""

import smtplib
import ssl
from contextlib import AbstractContextManager
from email.message import EmailMessage
from urllib.parse import parse_qs, unquote, urlsplit

TIMEOUT = 30
PORTS = {"smtp": 25, "smtps": 465}


def connect(url: str) -> AbstractContextManager[smtplib.SMTP]:
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
            host, port, timeout=TIMEOUT, context=context
        )
    else:
        server = smtplib.SMTP(host, port, timeout=TIMEOUT)
        secure(server, parse_qs(parts.query).get("starttls", [""])[0])
    if parts.username:
        server.login(unquote(parts.username), unquote(parts.password or ""))
    return server


def secure(server: smtplib.SMTP, rule: str) -> None:
    """Turn to TLS if the rule or the server asks for it."""
    server.ehlo_or_helo_if_needed()
    if rule == "always" or (rule != "never" and server.has_extn("starttls")):
        server.starttls(context=ssl.create_default_context())


def send(server: smtplib.SMTP, letter: EmailMessage) -> None:
    """Hand one letter over; smtplib.SMTPException or OSError if it is not taken."""
    server.send_message(letter)
