"""How the health of a source is said, on the page and in a table."""

from flask_babel import gettext, ngettext

from models.source import Run
from web.gaps.silence import Silence
from web.language import named
from web.sources.crawls import Call
from web.sources.held import Hold
from web.sources.labels import HOLDS, WAYS
from web.sources.rhythm import Delay, Rhythm
from web.sources.service import Health, Station
from web.wording import clock as say_clock
from web.wording import said

HOUR, DAY = 60, 24 * 60


def days(count: int) -> str:
    """A number of days."""
    return str(ngettext("%(num)d 天", "%(num)d 天", count))


def interval(minutes: int) -> str:
    """How often a source is called."""
    if minutes >= DAY:
        return str(ngettext("每 %(num)d 天", "每 %(num)d 天", minutes // DAY))
    if minutes >= HOUR:
        return str(ngettext("每 %(num)d 小时", "每 %(num)d 小时", minutes // HOUR))
    return str(ngettext("每 %(num)d 分钟", "每 %(num)d 分钟", minutes))


def short_delay(delay: Delay | None) -> str:
    """How soon half of what a source publishes is here, for a cell."""
    if delay is None:
        return "—"
    return days(delay.half) if delay.half else str(gettext("当天"))


def delay_words(delay: Delay | None) -> str:
    """How long documents take from publication to the store."""
    if delay is None:
        return str(gettext("近 30 天新到的文件太少，无法计算"))
    return str(
        gettext(
            "中位 %(half)s，九成不超过 %(most)s（近 30 天 %(count)d 件）",
            half=short_delay(delay),
            most=days(delay.most) if delay.most else gettext("当天"),
            count=delay.count,
        )
    )


def rhythm_words(rhythm: Rhythm) -> str:
    """How often something new usually comes, and how long it has not."""
    if rhythm.stretch is None:
        return str(gettext("还没有来源自己的文件"))
    if rhythm.usual is None:
        told = gettext(
            "60 天内只有 %(days)s有新内容，无法判断平常的间隔；%(now)s",
            days=days(rhythm.days),
            now=stretch_words(rhythm.stretch),
        )
        return str(told)
    low, middle, high = rhythm.usual
    told = gettext(
        "60 天内 %(days)s有新内容，每天 %(low)d 至 %(high)d 件（中位 %(middle)d 件），"
        "间隔不超过 %(most)s；%(now)s",
        days=days(rhythm.days),
        low=low,
        high=high,
        middle=middle,
        most=days(rhythm.limit or 0),
        now=stretch_words(rhythm.stretch),
    )
    return str(told)


def stretch_words(stretch: int) -> str:
    """How long nothing new was published."""
    if not stretch:
        return str(gettext("今天有新内容"))
    return str(gettext("已 %(now)s没有新内容", now=days(stretch)))


def way_words(call: Call) -> str:
    """Which way brought the latest call to its end, and which failed before it."""
    names = [said(WAYS, run.way) for run in call.runs]
    if call.failed:
        return str(gettext("%(ways)s失败", ways=gettext("、").join(names)))
    before = gettext("、").join(names[:-1])
    if before:
        return str(gettext("%(ways)s失败，改由%(way)s采集", ways=before, way=names[-1]))
    return str(gettext("由%(way)s采集", way=names[-1]))


def fault_words(run: Run) -> str:
    """Why a run failed, in one sentence; empty if it did not."""
    told = (run.counts or {}).get("fault") or {}
    return named(told.get("zh"), told.get("en")) or run.error or ""


def trouble_words(station: Station) -> str:
    """In one sentence what is wrong with a source, or why it is not called."""
    if station.hold:
        return hold_words(station.hold, station.source.slug)
    if station.call and station.call.failed:
        return fault_words(station.call.last)
    if station.health == Health.LATE:
        when = say_clock(station.record.last_success)
        return str(gettext("自 %(when)s 起没有采集成功。", when=when))
    if station.health == Health.QUIET:
        stretch, limit = station.rhythm.stretch or 0, station.rhythm.limit or 0
        return str(
            gettext(
                "已 %(now)s没有新内容，平常不超过 %(most)s；请到发布者网站核对。",
                now=days(stretch),
                most=days(limit),
            )
        )
    return ""


def hold_words(hold: Hold, slug: str) -> str:
    """Why a source is not called, and what to do to have it called."""
    return str(gettext(HOLDS[hold.why], setting=hold.setting, slug=slug))


def silence_words(silence: Silence) -> str:
    """What may be said where nothing new is shown: the proof, or that there is none."""
    return str(gettext(silence.text, when=say_clock(silence.at)))
