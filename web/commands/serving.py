"""up: the database, the archive, the pages and the scheduler, ready in seconds."""

import signal
import webbrowser
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from types import FrameType
from typing import Annotated

import typer
from rich.cells import cell_len
from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from sqlalchemy import func, select
from waitress import create_server

from models import clock
from models.locks import hold
from models.notice import Notice
from models.sector import Sector
from models.source import Source
from web import children, create_app
from web.accounts.service import first_admin
from web.commands.frame import Data, Offline, Place, enter, finish, say, stop
from web.config import session_key
from web.demo import folder, is_demo
from web.scheduler import Clockwork
from web.wording import clock as say_clock

THREADS = 6
PROXY = {
    "trusted_proxy": "127.0.0.1",
    "trusted_proxy_headers": "x-forwarded-for",
    "clear_untrusted_proxy_headers": True,
}
"""Behind a proxy on this machine, limits count each visitor, not the proxy."""
LOCKS = "locks"
Rows = list[tuple[str, str]]


def up(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 5000,
    show: Annotated[bool, typer.Option("--open", help="Open the browser.")] = False,
    pretend: Annotated[
        bool, typer.Option("--demo", help="A demonstration in a folder of its own.")
    ] = False,
    no_crawl: Annotated[
        bool, typer.Option("--no-crawl", help="Leave the sources alone.")
    ] = False,
    data: Data = None,
    offline: Offline = False,
) -> None:
    """Start the service: pages, scheduler, and the archive of the first start."""
    chosen = folder() if pretend and data is None else data
    place = reached_at(enter(chosen, offline or pretend), host, port)
    with ThreadPoolExecutor(1) as beside:
        filling = beside.submit(fill, place)
        app = create_app(place.settings)
        filling.result()
    if pretend:
        set_the_stage(place)
    try:
        server = create_server(app, host=host, port=port, threads=THREADS, **PROXY)
    except OSError as error:
        raise stop(f"Port {port} cannot be used: {error.strerror}.") from error
    signal.signal(signal.SIGTERM, leave)
    from web.trends.warming import warmed  # takes long to load

    warming = warmed(place.sessions, wanted=place.settings.warm)
    with scheduled(place, no_crawl=no_crawl) as clockwork, warming:
        show_panel([*addresses(place), *figures(place), *plans(place, clockwork)])
        if show:
            webbrowser.open(place.settings.base_url)
        server.run()
    finish(stopped=1)


def set_the_stage(place: Place) -> None:
    """Make the demonstration; the first time takes a while, and that is said."""
    with place.sessions() as session:
        made = is_demo(session)
    if not made:
        say("Building the demonstration; the first time takes ten seconds or more.")
    from web.demo.build import build_demo  # takes long to load

    build_demo(place.sessions, place.settings)


def reached_at(place: Place, host: str, port: int) -> Place:
    """The place with the address it is reached at, unless an operator set one."""
    if "base_url" in place.settings.model_fields_set:
        return place
    everywhere = not host.strip("0.:")
    name = "127.0.0.1" if everywhere else host
    address = f"http://{f'[{name}]' if ':' in name else name}:{port}"
    return replace(
        place, settings=place.settings.model_copy(update={"base_url": address})
    )


def leave(_signal: int, _frame: FrameType | None) -> None:
    """End as at the keyboard, so that everything is closed in order."""
    raise KeyboardInterrupt


def fill(place: Place) -> None:
    """Give an empty database the archive that ships with the program."""
    with place.sessions() as session:
        if session.scalar(select(Notice.id).limit(1)) is not None:
            return
    ended = children.run(children.CRAWLER, ["starter"], place.settings)
    if ended.code:
        say("The starter archive could not be loaded; the pages are empty for now.")


@contextmanager
def scheduled(place: Place, *, no_crawl: bool) -> Iterator[Clockwork | None]:
    """Run the scheduler, unless another process on this database does."""
    folder = place.settings.data / LOCKS
    with hold(place.engine, folder, "scheduler") as held:
        if not held:
            yield None
            return
        clockwork = Clockwork(place.settings, crawls=not no_crawl)
        clockwork.start()
        try:
            yield clockwork
        finally:
            clockwork.stop()


def show_panel(rows: Rows) -> None:
    """What a person needs to know when the service is ready; no link is cut."""
    table = Table.grid(padding=(0, 2))
    for label, value in rows:
        table.add_row(label, value)
    longest = [max(cell_len(row[place]) for row in rows) for place in (0, 1)]
    width = max(Console().width, sum(longest) + 8)
    Console(width=width).print(Panel(table, title="楚通 Chutong", expand=False))


def addresses(place: Place) -> Rows:
    """Where the service is reached, and how the administrator gets in."""
    base = place.settings.base_url
    with place.sessions.begin() as session:
        token = first_admin(session, session_key(place.settings))
    rows = [("地址 Address", base)]
    if token:
        rows.append(
            ("管理员一次性链接 Administrator, once", f"{base}/login/once/{token}")
        )
    return rows


def figures(place: Place) -> Rows:
    """What is there: notices, open ones, sectors, and how fresh they are."""
    with place.sessions() as session:
        today = clock.today(session)
        count = select(func.count())
        notices = session.scalar(count.select_from(Notice))
        still = session.scalar(count.where(Notice.deadline >= today))
        sectors = session.scalar(count.select_from(Sector))
        newest = session.scalar(select(func.max(Notice.distributed)))
        seen = session.scalar(select(func.max(Source.last_success_at)))
    return [
        (
            "通报/征求意见中/行业 Notices/open/sectors",
            f"{notices} / {still} / {sectors}",
        ),
        ("数据截至 Data as of", f"{newest or '—'} ({say_clock(seen)})"),
    ]


def plans(place: Place, clockwork: Clockwork | None) -> Rows:
    """When the next crawl is, and what needs a key."""
    settings = place.settings
    coming = (
        say_clock(clockwork.next_run()) if clockwork else "另一进程 another process"
    )
    if settings.offline:
        coming = "离线 offline"
    keys = {
        "CHUTONG_EPING_KEY (WTO ePing API)": settings.eping_key,
        "CHUTONG_REGULATIONS_KEY (regulations.gov)": settings.regulations_key,
        "CHUTONG_SMTP_URL (邮件 mail)": settings.smtp_url,
    }
    missing = [name for name, value in keys.items() if not value.get_secret_value()]
    return [
        ("下次采集 Next crawl", coming),
        ("未设置 Not set", "，".join(missing) or "—"),
    ]
