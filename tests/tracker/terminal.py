"""An operator at the terminal: a command and what it says, a server, the database in use."""

import os
import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from click.testing import CliRunner, Result

from jobvej.cli import main
from tracker.settings import Settings
from tracker.store_file import close_store, open_store

ROOT = Path(__file__).parents[2]


def jobvej(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def says(result: Result, sentence: str) -> None:
    """Exit code 1, one sentence on the error stream, no traceback."""
    assert result.exit_code == 1
    assert re.search(sentence, result.stderr), result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert isinstance(result.exception, SystemExit)


class running:  # noqa: N801 - reads as a sentence
    """`jobvej run` as a process of its own, until it says READY."""

    def __init__(self, place: Path, *words: str) -> None:
        self.place, self.words = place, words

    def __enter__(self) -> str:
        code = "from jobvej.cli import main; main()"
        self.process = subprocess.Popen(
            [sys.executable, "-c", code, "run", "--port", "0", *self.words],
            cwd=self.place,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            text=True,
        )
        self.said = []
        for line in self.process.stdout:
            self.said.append(line)
            if line.startswith("READY "):
                return line.split()[1]
        raise AssertionError(f"never ready: {self.said}")

    def __exit__(self, *error) -> None:
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(30) == 0


def fetch(url: str) -> tuple[int, str]:
    with urllib.request.urlopen(url, timeout=10) as answer:
        return answer.status, answer.read().decode()


@contextmanager
def stored() -> Iterator[None]:
    """The database in use, open for the test itself."""
    open_store(Settings())
    try:
        yield
    finally:
        close_store()
