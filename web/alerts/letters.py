"""A message as a letter: its head, its way back, and the name it is known by."""

import hashlib
import hmac
import re
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr

from models.alert import Message
from web.alerts.channels.policy import LETTER
from web.alerts.dressing import dress
from web.alerts.ical import host_of
from web.alerts.post import Post

MARK = "X-Chutong-Message"
"""A header that says which message this is; it comes back with what bounces."""
BOUNCE, STOP = "bounce", "stop"
"""What a token is for: one of the other purpose opens nothing."""
TOKEN = re.compile(r"\b([0-9a-f]{1,12})-([0-9a-f]{16})\b")


def write(message: Message, post: Post) -> EmailMessage:
    """The letter of a message; the same message always has the same Message-ID.

    ValueError if the address is no address of one person.
    """
    letter = EmailMessage(policy=LETTER)
    host = host_of(post.links)
    domain = host if re.fullmatch(r"[A-Za-z0-9.-]+", host) else "chutong"
    letter["Message-ID"] = f"<{message.key.replace(':', '-')}@{domain}>"
    letter["Date"] = format_datetime(message.created_at)
    letter["From"] = sender(post, host)
    letter["To"] = Address(addr_spec=one_address(message.address))
    letter["Subject"] = message.subject
    letter["Auto-Submitted"] = "auto-generated"
    letter[MARK] = token(post.links.key, message.id)
    letter.set_content(message.body, cte="base64")
    letter.add_alternative(message.body_html, subtype="html", cte="base64")
    dress(letter, message, post.links, stop_by_mail(post, message.id))
    return letter


def one_address(text: str) -> str:
    """An address, if it is one and nothing but one; else ValueError."""
    if not text.isprintable() or re.search(r"[\s,;:<>()\[\]\"\\]", text):
        raise ValueError("The address is not that of one person.")
    local, _, domain = text.rpartition("@")
    if not local or not domain or parseaddr(text)[1] != text:
        raise ValueError("The address is not that of one person.")
    try:
        Address(addr_spec=text)
    except MessageError as error:
        raise ValueError("The address is not that of one person.") from error
    return text


def sender(post: Post, host: str) -> Address | str:
    """Who writes: as set, else a name that cannot be answered."""
    if post.sender:
        return post.sender
    is_name = "." in host and not host.replace(".", "").isdecimal()
    domain = host if is_name else "localhost.localdomain"
    return Address(display_name="楚通", username="noreply", domain=domain)


def way_back(post: Post, message_id: int) -> str:
    """Where a server returns this message: it names it. Empty if nothing is set."""
    local, _, domain = post.returns.rpartition("@")
    return f"{local}+{token(post.links.key, message_id)}@{domain}" if local else ""


def stop_by_mail(post: Post, message_id: int) -> str:
    """Where a mail stops what this message is of; empty where nobody reads it."""
    local, _, domain = post.returns.rpartition("@")
    if not local or post.bounces is None:
        return ""
    return f"{local}+{token(post.links.key, message_id, STOP)}@{domain}"


def token(key: str, message_id: int, purpose: str = BOUNCE) -> str:
    """The number of a message, sealed; in small letters, for servers fold them."""
    return f"{message_id:x}-{seal(key, message_id, purpose)}"


def seal(key: str, message_id: int, purpose: str) -> str:
    """What nobody but us can add to a number, for one purpose."""
    words = f"{purpose}:{message_id}".encode()
    return hmac.new(key.encode(), words, hashlib.sha256).hexdigest()[:16]


def read_token(key: str, text: str, purpose: str = BOUNCE) -> int | None:
    """The message whose token stands in a text; None if none does."""
    for number, sealed in TOKEN.findall(text.lower()):
        if hmac.compare_digest(seal(key, int(number, 16), purpose), sealed):
            return int(number, 16)
    return None


def name_of(letter: EmailMessage) -> str:
    """The name of a letter's file, from its Message-ID."""
    return str(letter["Message-ID"]).strip("<>").partition("@")[0]
