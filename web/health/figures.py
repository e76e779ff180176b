"""The figures of the service for a monitor, all read from the database.

So that every process tells the same, nothing is counted in memory. No figure names
a person, a firm or a notice.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time
from importlib.metadata import version

from prometheus_client import (
    CollectorRegistry,
    Gauge,
    ProcessCollector,
    generate_latest,
)
from sqlalchemy.orm import Session

from web.health.rows import Sample, backlog, counted, tables
from web.sources.service import Health, Station

OUTCOMES = ("rows", "new", "changed", "bad", "dropped")


class Sheet:
    """The figures of one reading, under their names."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)

    def put(
        self, name: str, words: str, labels: Sequence[str], samples: Iterator[Sample]
    ) -> None:
        """One figure for each set of labels; several of the same are added."""
        gauge = Gauge(f"chutong_{name}", words, labels, registry=self.registry)
        for values, number in samples:
            (gauge.labels(*values) if labels else gauge).inc(number)

    def text(self) -> bytes:
        """All of them in the text format of Prometheus."""
        return generate_latest(self.registry)


def read_figures(session: Session, stations: Sequence[Station]) -> bytes:
    """Everything a monitor is told."""
    sheet = Sheet()
    build = iter([((version("chutong"),), 1.0)])
    sheet.put("build", "The program that answers.", ["version"], build)
    put_sources(sheet, stations)
    for name, words, label, names, query in tables():
        sheet.put(name, words, [label], counted(session, query, names))
    sheet.put("backlog", "Notices that wait for a step.", ["step"], backlog(session))
    return sheet.text()


def put_sources(sheet: Sheet, stations: Sequence[Station]) -> None:
    """How each source is heard."""
    one = ["source"]
    sheet.put(
        "source_last_success_timestamp_seconds",
        "When a crawl last read the source to its end.",
        one,
        successes(stations),
    )
    sheet.put(
        "source_newest_timestamp_seconds",
        "The day of the newest document, by the publisher.",
        one,
        newest_days(stations),
    )
    sheet.put(
        "source_state",
        "1 for the state the source is in.",
        ["source", "state"],
        states(stations),
    )
    sheet.put(
        "source_alarm",
        "1 while administrators are told that the source is in trouble.",
        one,
        (((at.source.slug,), float(at.alarm is not None)) for at in stations),
    )
    sheet.put(
        "source_last_run_documents",
        "What the last call brought, by what became of it.",
        ["source", "outcome"],
        outcomes(stations),
    )
    sheet.put(
        "source_delay_days",
        "Days from publication to the store in the last 30 days.",
        ["source", "quantile"],
        delays(stations),
    )


def successes(stations: Sequence[Station]) -> Iterator[Sample]:
    """The last success of each source that ever had one."""
    for at in stations:
        if at.record.last_success:
            yield (at.source.slug,), at.record.last_success.timestamp()


def newest_days(stations: Sequence[Station]) -> Iterator[Sample]:
    """The newest day of each source, at its midnight in UTC."""
    for at in stations:
        if at.newest:
            midnight = datetime.combine(at.newest, time.min, UTC)
            yield (at.source.slug,), midnight.timestamp()


def states(stations: Sequence[Station]) -> Iterator[Sample]:
    """Each state of each source, so that one that is over falls to 0."""
    for at in stations:
        for health in Health:
            yield (at.source.slug, health.value), float(at.health == health)


def outcomes(stations: Sequence[Station]) -> Iterator[Sample]:
    """The figures of the last call on each source that was ever called."""
    for at in stations:
        counts = at.call.last.counts or {} if at.call else None
        for name in OUTCOMES if counts is not None else ():
            yield (at.source.slug, name), float((counts or {}).get(name, 0))


def delays(stations: Sequence[Station]) -> Iterator[Sample]:
    """The usual delay of each source from which enough came."""
    for at in stations:
        if at.delay:
            yield (at.source.slug, "0.5"), float(at.delay.half)
            yield (at.source.slug, "0.9"), float(at.delay.most)
