"""One way in for all channels: a claimed message goes out by its own."""

from datetime import datetime

from models.endpoint import EndpointKind
from web.alerts.channels import outbox, robots, smtp, webhook
from web.alerts.channels.outcome import Outcome
from web.alerts.claiming import Claimed
from web.alerts.letters import name_of, way_back
from web.alerts.post import Post


def send(claimed: Claimed, post: Post, now: datetime) -> Outcome:
    """Send a message by its channel; without a mail server a letter becomes a file."""
    message = claimed.message
    if claimed.letter is None:
        return push(claimed, post, now)
    if not post.smtp_url:
        outbox.drop(claimed.letter, post.folder, name_of(claimed.letter))
        return Outcome()
    back = way_back(post, message.id)
    return smtp.send(post.smtp_url, claimed.letter, back, post.timeout)


def push(claimed: Claimed, post: Post, now: datetime) -> Outcome:
    """Send a message to its endpoint."""
    message, endpoint = claimed.message, claimed.message.endpoint
    if endpoint is None:
        return Outcome("There is no such robot or webhook.", final=True)
    if endpoint.kind == EndpointKind.WEBHOOK:
        return webhook.send(
            post.wire, endpoint.url, endpoint.secret, message.key, message.body, now
        )
    return robots.send(
        post.wire,
        endpoint.kind,
        endpoint.url,
        endpoint.secret,
        message.subject,
        message.body,
        now,
    )
