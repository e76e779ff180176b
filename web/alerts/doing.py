"""What a reader can do about a notice, each step with its address if it has one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from models.kinds import INCIDENTS, NoticeKind
from web.alerts.items import Item
from web.alerts.links import TESTING, Links, voice_until
from web.alerts.phrases import ENDED, MADE

Words = dict[str, str]
VOICE = {
    "zh": "受影响就给意见：一分钟，不用登录",
    "en": "Affected? Tell us: one minute, no sign-in",
}
ABROAD = {
    "zh": "可在截止日前向发布机构提交意见；有困难请告诉我们：一分钟，不用登录",
    "en": "Comment to the publisher before the deadline; tell us of difficulties: "
    "one minute, no sign-in",
}
INCIDENT = {
    "zh": "核对同类产品和企业名单，出口前加强自检",
    "en": "Check like goods and the list of firms; test before you ship",
}
STANDS = {
    "zh": "核对产品是否在范围内，按生效日安排生产和出口",
    "en": "Check whether your goods are covered, and plan for the entry into force",
}
OVER = {
    "zh": "已不收意见；核对产品是否符合要求",
    "en": "Comments are closed; check whether your goods comply",
}
UNSTATED = {
    "zh": "未载明截止日；有困难请告诉我们：一分钟，不用登录",
    "en": "No deadline is stated; tell us of difficulties: one minute, no sign-in",
}
GONE = {
    "zh": "不必再为它准备；先核对有没有替代的文件",
    "en": "Nothing more to prepare; check whether another text takes its place",
}
ASK = {
    "zh": "问中心：具体要求、怎样取证",
    "en": "Ask the Centre: what is required, which certificate",
}
TEST = {
    "zh": "找检测机构：通报和问题已填好，补上产品就能提交",
    "en": "Find a laboratory: notice and question are filled in; add your goods",
}


@dataclass(frozen=True)
class Step:
    """One thing to do; no address where it is done at home."""

    words: str
    url: str = ""


def steps(
    one: Item, links: Links, user_id: int, today: date, language: str
) -> Iterator[Step]:
    """What fits the notice as it stands, then whom to ask."""
    voice = links.voice(one.alert_ids[-1], user_id, voice_until(one.closes, today))
    if one.kind in INCIDENTS:
        yield Step(INCIDENT[language])
    elif one.last_event in ENDED:
        yield Step(GONE[language])
    elif one.stood is not None or (one.closes is None and one.last_event in MADE):
        yield Step(STANDS[language])
    elif one.closes is None:
        yield Step(UNSTATED[language], voice)
    elif one.closes < today:
        yield Step(OVER[language])
    else:
        words = VOICE if one.kind == NoticeKind.NOTIFICATION else ABROAD
        yield Step(words[language], voice)
    yield Step(ASK[language], links.ask(one.notice_id))
    if one.last_event not in ENDED:
        yield Step(TEST[language], links.ask(one.notice_id, about=TESTING))
