"""What a person types of an endpoint: its address, name and secret, or a refusal."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from models.endpoint import EndpointKind
from web.alerts.channels.robots import VENDORS, token_of
from web.alerts.channels.webhook import make_secret
from web.alerts.channels.wire import is_open
from web.marks import N_
from web.refused import RefusedError

LONGEST_NAME, LONGEST_URL, LONGEST_SECRET = 40, 500, 200


def kind_of(url: str) -> EndpointKind:
    """Whose robot an address is, else a webhook; RefusedError if it is none."""
    for kind, vendor in VENDORS.items():
        if vendor.host == (hostname(url) or ""):
            if not token_of(kind, url):
                raise RefusedError(
                    N_("机器人地址不完整，请从群设置里复制整个Webhook地址。")
                )
            return EndpointKind(kind)
    check_webhook(url)
    return EndpointKind.WEBHOOK


def hostname(url: str) -> str | None:
    """The host of an address; None if it cannot be read."""
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None


def check_webhook(url: str) -> None:
    """Refuse what is no address of the open web, and what carries a password."""
    host = hostname(url)
    is_plain = url.isascii() and url.isprintable() and " " not in url
    if not host or not is_plain or len(url) > LONGEST_URL:
        raise RefusedError(N_("请填写完整的地址，以 https:// 开头。"))
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        port = 0
    if parts.scheme != "https" or port == 0:
        raise RefusedError(N_("请填写完整的地址，以 https:// 开头。"))
    if parts.username or parts.password:
        raise RefusedError(N_("地址里不能带用户名和密码，签名密钥由系统生成。"))
    if is_private(host):
        raise RefusedError(N_("“%(host)s”不是公网地址，无法推送。"), host=host[:60])


def is_private(host: str) -> bool:
    """Whether a host is plainly no host of the open web."""
    try:
        return not is_open(str(ip_address(host)))
    except ValueError:
        return "." not in host or host.endswith((".local", ".localhost", ".internal"))


def checked_name(name: str) -> str:
    """A name, or RefusedError."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise RefusedError(N_("请填写名称，最多 %(most)d 个字。"), most=LONGEST_NAME)
    return name


def checked_secret(kind: EndpointKind, secret: str) -> str:
    """The secret a robot asks for, if it does; a webhook's we make ourselves."""
    if kind == EndpointKind.WEBHOOK:
        return make_secret()
    secret = secret.strip()
    if len(secret) > LONGEST_SECRET or (secret and not secret.isalnum()):
        raise RefusedError(N_("签名密钥（SEC）不正确，请从机器人设置里复制。"))
    return secret if VENDORS[kind].signs else ""
