"""A notice as text for a chat, in the language of the page."""

from flask import url_for
from flask_babel import gettext

from web.language import language, named
from web.notices.numbering import number_of
from web.notices.rows import Row
from web.notices.wechat import Lines, six_lines
from web.notices.words import publisher, standing_sentence
from web.wording import KINDS, LEVELS, days_left, said
from web.wording import day as say_day


def wechat_text(row: Row, change: str = "") -> str:
    """The notice in six lines of the page's language; what it changes is a seventh."""
    lines = Lines(
        level=str(LEVELS[row.level]),
        title=row.title,
        members=[named(party.zh, party.en) for party in row.members],
        symbol=numbered(row),
        sectors=[
            named(chip.zh, chip.en)
            for chip in row.chips
            if chip.certainty != "possible"
        ],
        deadline=until(row),
        action=to_do(row),
        address=url_for("notices.show", notice_id=row.id, _external=True),
        change=f"{gettext('变化')}{gettext('：')}{change}" if change else "",
        language=language(),
    )
    labels = [
        gettext("成员"),
        gettext("行业"),
        gettext("状态") if stands(row) else gettext("截止"),
        gettext("怎么办"),
        gettext("详情"),
    ]
    return six_lines(lines, labels)


def numbered(row: Row) -> str:
    """The symbol; a publisher's own number with its kind and its publisher."""
    if not row.is_national:
        return row.symbol
    kind, number = said(KINDS, row.kind), number_of(publisher(row), row.symbol)
    told = kind.casefold() in number.casefold()
    return number if told else f"{kind}{gettext('，')}{number}"


def stands(row: Row) -> bool:
    """Whether its state is told instead of a deadline."""
    return row.standing is not None and not row.is_open


def until(row: Row) -> str:
    """The deadline with the days left, or where a rule or an incident stands."""
    if row.standing is not None and not row.is_open:
        return standing_sentence(row.standing)
    if row.deadline:
        return f"{say_day(row.deadline)}（{days_left(row.left)}）"
    return str(gettext("未载明"))


def to_do(row: Row) -> str:
    """What the reader may do, by what the document is."""
    if row.is_incident:
        return str(gettext("核对同类产品和企业名单，出口前加强自检"))
    if stands(row):
        return str(gettext("核对产品是否在范围内，按生效日安排生产和出口"))
    if row.is_open and row.is_national:
        return str(gettext("如涉及贵企业产品，可在截止日前向发布机构提交意见"))
    if row.is_open:
        return str(gettext("如涉及贵企业产品，请在截止日前反馈意见"))
    if row.is_national:
        return str(gettext("意见征集已截止或未载明期限，请留意最终法规"))
    return str(gettext("评议期已过或未设，请核对产品是否符合要求"))
