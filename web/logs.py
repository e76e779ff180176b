"""The log of the service: one JSON object a line, in the data folder."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

import structlog

FILE = "chutong.log"
LARGEST = 5_000_000
TALKATIVE = ("alembic", "apscheduler", "waitress", "scrapy", "fontTools")
STAMPS = (
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
)


def write_to(folder: Path) -> Path:
    """Send every log line of this process to the file in a folder; say which."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE
    root = logging.getLogger()
    if not any(isinstance(one, RotatingFileHandler) for one in root.handlers):
        root.addHandler(file_handler(path))
        root.setLevel(logging.INFO)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[*STAMPS, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    return path


def file_handler(path: Path) -> RotatingFileHandler:
    """Writes each record, whoever made it, as one line: no text can forge another."""
    handler = RotatingFileHandler(
        path, maxBytes=LARGEST, backupCount=3, encoding="utf-8", delay=True
    )
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=STAMPS,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    return handler
