"""Lets a second process produce what this one uses, one thing after the other.

The pipe between them holds what one message needs and no more, so that neither runs
far ahead of the other.
"""

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection
from threading import Thread
from typing import Any, TypeVar

from crawler.faults import CrawlError

Made = TypeVar("Made")
LONGEST_FAREWELL = 10
"""Seconds that a process which is told to end may take."""
END = None
"""The message after the last one."""


def apart(produce: Callable[..., Iterable[Made]], *given: Any) -> Iterator[Made]:
    """What ``produce(*given)`` yields, in its order, produced in a second process.

    Its CrawlError is raised here. A process that ends too early is the fault of a
    run that was broken off. ``produce`` must be a function of a module, and all that
    it takes and yields must be picklable. No process is left behind.
    """
    context = get_context("spawn")
    here, there = context.Pipe(duplex=False)
    work = (there, produce, given)
    child = context.Process(target=tell, args=work, name="reading", daemon=True)
    child.start()
    there.close()
    try:
        yield from heard(here)
    finally:
        here.close()
        child.terminate()
        child.join(LONGEST_FAREWELL)


def heard(pipe: Connection) -> Iterator[Any]:
    """The messages of the other process, until its last."""
    while True:
        try:
            told = pipe.recv()
        except (EOFError, OSError) as error:
            raise CrawlError("broken_off") from error
        if told is END:
            return
        if isinstance(told, CrawlError):
            raise told
        yield told


def tell(
    pipe: Connection, produce: Callable[..., Iterable[Made]], given: tuple[Any, ...]
) -> None:
    """The work of the second process; without the first one there is none."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=follow_parent, daemon=True).start()
    try:
        for one in produce(*given):
            pipe.send(one)
    except CrawlError as fault:
        pipe.send(fault)
    else:
        pipe.send(END)


def follow_parent() -> None:
    """End this process as soon as the one that began it has ended."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
