"""What a letter carries beside its words: how to stop it, and its deadlines."""

import re
from email.message import EmailMessage

from models.alert import Message
from web.alerts.ical import calendar, dates_of, host_of
from web.alerts.links import Links

LANGUAGE = re.compile(r'<html lang="([A-Za-z-]{2,12})"')
"""Where the frame of a mail says in which language it is."""
OVERVIEW = "digest:"
"""How the key of a daily overview begins; what it is stopped by is its own link."""


def dress(
    letter: EmailMessage, message: Message, links: Links, by_mail: str = ""
) -> None:
    """Add the way out (RFC 2369), by one press (RFC 8058), and the deadlines.

    What keeps the service or an account running cannot be stopped by a press. RFC 8058
    allows one press over https alone: elsewhere a mail program opens the page of the
    link, which asks before it stops anything. Its other demand, a DKIM signature over
    both lines, is for the mail server to meet.
    ``by_mail`` is the address to which a mail stops it too, where one is read.
    """
    stop = way_out(message, links)
    if stop:
        ways = [stop, *([f"mailto:{by_mail}?subject=unsubscribe"] if by_mail else [])]
        letter["List-Unsubscribe"] = ", ".join(f"<{way}>" for way in ways)
        if stop.startswith("https://"):
            letter["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        letter["List-Id"] = f"<alerts.{host_of(links)}>"
        letter["Precedence"] = "bulk"
    dates = dates_of(message.alerts, links, language_of(message))
    if dates:
        letter.add_attachment(
            calendar(dates, stamp=message.created_at),
            subtype="calendar",
            cte="base64",
            filename="chutong.ics",
            params={"method": "PUBLISH"},
        )
    if spoken := LANGUAGE.search(message.body_html):  # at last: parts take it along
        letter["Content-Language"] = spoken[1]


def way_out(message: Message, links: Links) -> str:
    """Where a reader stops what this message is of; empty if it cannot be stopped."""
    if message.user_id is None:
        return ""
    if message.alerts:
        named = {one.subscription_id for one in message.alerts}
        return links.unsubscribe(message.user_id, named)
    if message.key.startswith(OVERVIEW):
        return links.digest_off(message.user_id)
    return ""


def language_of(message: Message) -> str:
    """The language of a message, which is that of its subscriptions."""
    spoken = {one.subscription.language for one in message.alerts}
    return "en" if spoken == {"en"} else "zh"
