"""Answers to programs that have not changed are not made again.

The ETag is that of the answer itself, so that a program keeps what it has even if the
data changed elsewhere. Which one a question got is remembered for the state of the
whole database, the day and the key: while these are the same, so is the answer.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock

from flask import Flask, Response, current_app, request

from models.data_stamp import data_version
from web.store import session, today

KEY = "chutong.api_marks"
MOST = 2048
"""So many questions are remembered, those asked last."""
ENCODED = ":"
"""Parts an ETag from the name of the encoding that it was sent in."""
Asked = tuple[object, ...]


@dataclass
class Marks:
    """The ETags of questions, as they were last answered."""

    known: OrderedDict[Asked, str] = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)

    def find(self, asked: Asked) -> str | None:
        """The ETag of a question; None if it was not asked of these data."""
        with self.lock:
            if asked in self.known:
                self.known.move_to_end(asked)
            return self.known.get(asked)

    def keep(self, asked: Asked, mark: str) -> None:
        """Remember the ETag of a question."""
        with self.lock:
            self.known[asked] = mark
            while len(self.known) > MOST:
                self.known.popitem(last=False)


def register(app: Flask) -> None:
    """Let an application remember."""
    app.extensions[KEY] = Marks()


def question(holder: int) -> Asked:
    """What an answer hangs on; ``holder`` is the id of the key."""
    return data_version(session()), today(), holder, request.full_path


def answer_unchanged(asked: Asked) -> Response | None:
    """An empty answer where the program has what it would be given."""
    mark = current_app.extensions[KEY].find(asked)
    for shown in request.if_none_match.as_set():
        if mark is not None and shown.partition(ENCODED)[0] == mark:
            response = Response(status=304)
            response.set_etag(shown)
            return response
    return None


def put_mark(asked: Asked, response: Response) -> None:
    """Give an answer its ETag, and remember it."""
    response.add_etag()
    mark, _ = response.get_etag()
    if mark is not None and response.status_code == 200:
        current_app.extensions[KEY].keep(asked, mark)
