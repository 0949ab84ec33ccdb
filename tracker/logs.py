"""The log: one JSON object per line on stderr, with ids and places and nothing else."""

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import TextIO

OURS = "jobvej"


class Line(logging.Formatter):
    """Keeps our own messages, which hold ids only; of libraries' only the fixed words."""

    def format(self, record: logging.LogRecord) -> str:
        """A library's values, and every exception's message, may hold what a person wrote."""
        at = datetime.fromtimestamp(record.created, UTC)
        line = {
            "at": at.isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "what": record.getMessage() if record.name == OURS else str(record.msg),
        }
        if record.exc_info and record.exc_info[0]:
            frames = traceback.extract_tb(record.exc_info[2])[-6:]
            line["error"] = record.exc_info[0].__name__
            line["where"] = " < ".join(f"{one.filename}:{one.lineno}" for one in reversed(frames))
        return json.dumps(line, ensure_ascii=False)


def write_to(stream: TextIO) -> None:
    """Log to this stream: ours from info up, libraries' only from warnings up."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Line())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger(OURS).setLevel(logging.INFO)
