"""How official texts are spoken of: their rows, articles, days and files."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from models.document_states import BodyState, DocumentState
from models.periods import DayKind
from web.labels import objectives
from web.language import named
from web.notices.official import FileState
from web.wording import LANGUAGES, said
from web.wording import day as say_day

ROWS = {
    "symbol": _("通报号"),
    "circulated": _("通报日期"),
    "title": _("通报标题"),
    "description": _("内容简述"),
    "products": _("覆盖的产品"),
    "hs": _("HS编码"),
    "ics": _("ICS分类号"),
    "objectives": _("目标与理由"),
    "all_partners": _("是否涉及全部贸易伙伴"),
    "regions": _("可能受影响的地区或国家"),
    "local_government": _("涉及的地方政府"),
    "agency": _("负责机构"),
    "articles": _("通报依据条款"),
    "size": _("页数与语言"),
    "urgency": _("紧急问题的性质"),
    "standards": _("相关国际标准"),
    "conforms": _("是否符合国际标准"),
    "deviation": _("与国际标准的差异"),
    "relevant_documents": _("相关文件"),
    "reasons": _("补遗事由"),
    "adoption": _("拟批准日期"),
    "publication": _("拟公布日期"),
    "entry_into_force": _("拟生效日期"),
    "comments_close": _("评议截止日"),
    "comments_agency": _("评议意见提交至"),
    "texts_from": _("文本获取"),
}
ARTICLES = {
    "2.9.2": _("技术法规草案"),
    "2.10.1": _("紧急技术法规"),
    "5.6.2": _("合格评定程序草案"),
    "5.7.1": _("紧急合格评定程序"),
    "3.2": _("地方政府的技术法规"),
    "7.2": _("地方政府的合格评定程序"),
}
BODIES = {
    "Codex": _("食品法典委员会（Codex）"),
    "WOAH": _("世界动物卫生组织（WOAH）"),
    "IPPC": _("《国际植物保护公约》（IPPC）"),
    "none": _("无相关国际标准"),
}
ANSWERS = {"yes": _("是"), "no": _("否"), "not applicable": _("不适用")}
FILES = {
    DocumentState.ELSEWHERE: _("在其他网站"),
    DocumentState.GONE: _("原地址已失效"),
    DocumentState.REFUSED: _("未下载"),
    DocumentState.FAILED: _("暂未取得，将再次尝试"),
    BodyState.READ: _("已读取"),
    BodyState.PARTLY: _("已读取部分内容"),
    BodyState.SCANNED: _("扫描件，无法提取文字"),
    BodyState.UNREADABLE: _("无法读取"),
    f"{DocumentState.GONE}_{BodyState.READ}": _("原地址已失效，已读取先前的文本"),
}


def official_row(name: str) -> str:
    """The name of a row of the form."""
    return said(ROWS, name)


def official_article(code: str) -> str:
    """What a notification under an article is about; '' for another one."""
    return str(ARTICLES.get(code, ""))


def file_words(state: FileState) -> str:
    """How far a file was read, its pages and language, and what is wrong with it."""
    words = [said(FILES, state.key)]
    if state.pages:
        words.append(str(ngettext("%(num)d 页", "%(num)d 页", state.pages)))
    if state.language:
        words.append(said(LANGUAGES, state.language))
    line = " · ".join(words)
    if state.fault:
        return f"{line} — {named(state.fault['zh'], state.fault['en'])}"
    return line


def say_form_day(told: Mapping[str, Any]) -> str:
    """How a day of a form is read: the day itself, or what it is counted from."""
    if told["day"]:
        return say_day(date.fromisoformat(told["day"]))
    if told["kind"] == DayKind.PERIOD:
        return str(gettext("只载明大致时间"))
    if told["kind"] == DayKind.UNKNOWN:
        return str(gettext("未载明具体日期"))
    return say_counted(told["kind"], told["days"], told["months"])


def say_counted(kind: str | None, days: int | None, months: int | None) -> str:
    """So many days or months after an event; '' if nothing is told."""
    after = {
        DayKind.PUBLICATION: gettext("公布之日"),
        DayKind.ADOPTION: gettext("批准之日"),
        DayKind.CIRCULATION: gettext("散发之日"),
    }
    event = after.get(DayKind(kind)) if kind else None
    if event is None:
        return ""
    if months:
        return str(
            ngettext(
                "%(event)s后 %(num)d 个月",
                "%(event)s后 %(num)d 个月",
                months,
                event=event,
            )
        )
    if days:
        return str(
            ngettext(
                "%(event)s后 %(num)d 天", "%(event)s后 %(num)d 天", days, event=event
            )
        )
    return str(gettext("即%(event)s", event=event))


def say_value(name: str, value: Any) -> str:
    """A value of the record or the form, as it stands in a table."""
    if isinstance(value, bool):
        return said(ANSWERS, "yes" if value else "no")
    if name == "objectives":
        return join(said_objective(one) for one in value)
    if name == "standards" and isinstance(value, list):
        return join(said(BODIES, one) for one in value)
    if isinstance(value, list):
        return join(value)
    return said(ANSWERS, value) if name == "conforms" else str(value)


def said_objective(name: str) -> str:
    """An objective by its key, or by the name that the record has."""
    known = objectives()
    if name in known:
        return named(*known[name])
    plain = name.rpartition(" (")[0]
    return next((named(zh, en) for zh, en in known.values() if en == plain), name)


def join(words: Any) -> str:
    """Some words in one line."""
    return str(gettext("、")).join(map(str, words))
