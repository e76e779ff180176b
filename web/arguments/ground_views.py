"""The page of all grounds, in both languages."""

from flask import render_template, request

from web.arguments.grounds import find_grounds
from web.arguments.room import bp
from web.arguments.wording import POLICY
from web.arguments.words import STRENGTHS
from web.rights import Right, needs


@bp.get("/grounds")
@needs(Right.CENTRE)
def grounds() -> str:
    """The grounds for comments: searched, filtered, each with what it needs."""
    asked = request.args
    found = find_grounds(
        words=asked.get("q", ""),
        agreement=asked.get("agreement", ""),
        strength=asked.get("strength", ""),
        checked=asked.get("checked", ""),
    )
    return render_template(
        "arguments/grounds.html",
        found=found,
        asked=asked,
        strengths=STRENGTHS,
        policy=POLICY,
    )
