"""What is wrong with a source, in one sentence of each language."""

from models.source import AlarmKind
from web.sources.service import Station
from web.wording import clock as say_clock

Sentence = dict[str, str]
SENTENCES = {
    AlarmKind.BROKEN: (
        "{zh}连续 {count} 次采集失败：{fault_zh}",
        "{en} could not be read {count} times in a row: {fault_en}",
    ),
    AlarmKind.LATE: (
        "{zh}已很久没有采集成功，平常每 {hours} 小时采集一次。",
        "{en} has not been read for long; usually it is read every {hours} hours.",
    ),
    AlarmKind.QUIET: (
        "{zh}已 {stretch} 天没有新内容，平常不超过 {limit} 天；采集本身没有报错。",
        "{en} has had nothing new for {stretch} days, usually {limit} at most;"
        " no call on it failed.",
    ),
}


def sentence_of(station: Station, kind: AlarmKind) -> Sentence:
    """The sentence as ``zh`` and ``en``, and ``since`` when it is so."""
    values = values_of(station)
    zh, en = SENTENCES[kind]
    return {
        "zh": zh.format(**values),
        "en": en.format(**values),
        "since": since_of(station, kind),
    }


def values_of(station: Station) -> dict[str, object]:
    """What the sentences may name."""
    source, rhythm, failures = station.source, station.rhythm, station.record.failures
    run = failures[0].last if failures else None
    fault = (run.counts or {}).get("fault", {}) if run else {}
    plain = (run.error if run else None) or ""
    return {
        "zh": source.title_zh,
        "en": source.title,
        "count": len(failures),
        "fault_zh": fault.get("zh") or plain,
        "fault_en": fault.get("en") or plain,
        "hours": max(1, source.every_minutes // 60),
        "stretch": rhythm.stretch,
        "limit": rhythm.limit,
    }


def since_of(station: Station, kind: AlarmKind) -> str:
    """Since when: the first call that failed, the last that did not, or the day."""
    record = station.record
    if kind == AlarmKind.BROKEN:
        return say_clock(record.failures[-1].runs[0].started_at)
    if kind == AlarmKind.LATE:
        return say_clock(record.last_success)
    return station.newest.isoformat() if station.newest else "—"
