"""`jobvej check`: what an author runs before anybody else sees the text."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from jobvej.authoring.check import Report
from jobvej.authoring.check import check as look_at
from jobvej.catalog.source import Problem

ROOT = click.option(
    "--root",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=Path(),
    help="The folder with mkdocs.yml, courses/, content/ and videos/.",
)
BUILD_DIR = click.option(
    "--build-dir",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    envvar="JOBVEJ_BUILD_DIR",
    help="Where builds and films lie (build/ in the root).",
)


@click.command()
@ROOT
@BUILD_DIR
@click.option("--json", "as_json", is_flag=True, help="For programs: one JSON object.")
def check(root: Path, build_dir: Path | None, as_json: bool) -> None:
    """Say everything that is wrong or missing in courses/, content/ and videos/."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    with console.status("Læser det hele igennem …"):
        report = look_at(root, build_dir or root / "build")
    if as_json:
        click.echo(json.dumps(as_values(report), ensure_ascii=False, indent=1))
    else:
        say(report)
    sys.exit(1 if report.problems else 0)


def say(report: Report) -> None:
    """Print every problem and every advice, then how much there is."""
    console = Console(highlight=False, soft_wrap=True)
    for one in report.found:
        place, text = f"{one.file}:{one.line}:", str(one)
        console.print(Text(place, style="bold").append(text[len(place) :], style="not bold"))
    if report.found:
        console.print()
    console.print(summary(report))


def summary(report: Report) -> str:
    """'15 kurser, 78 lektioner (2 kladder), … 3 fejl, 1 advarsel. Læsbarhed (LIX): 18.'"""
    drafts = f" ({_many(report.drafts, 'kladde', 'kladder')})" if report.drafts else ""
    parts = [
        _many(report.courses, "kursus", "kurser"),
        _many(report.lessons, "lektion", "lektioner") + drafts,
        _many(report.films, "film", "film"),
        _many(report.quiz_questions, "quizspørgsmål", "quizspørgsmål"),
        _many(report.plans, "forløb", "forløb"),
    ]
    found = [
        _many(len(report.problems), "fejl", "fejl"),
        _many(len(report.warnings), "advarsel", "advarsler"),
    ]
    lix = "" if report.lix is None else f" Læsbarhed (LIX), midterste lektion: {report.lix}."
    return f"{', '.join(parts)}. {', '.join(found)}.{lix}"


def as_values(report: Report) -> dict[str, Any]:
    """The report for other programs: `ok`, every problem with its severity, and the counts."""
    values = asdict(report)
    for name in ("problems", "warnings"):
        del values[name]
    return {
        "ok": not report.problems,
        "problems": [_values(one) for one in report.found],
        "summary": {
            **values,
            "problems": len(report.problems),
            "warnings": len(report.warnings),
        },
    }


def _values(problem: Problem) -> dict[str, Any]:
    return asdict(problem)


def _many(count: int, one: str, several: str) -> str:
    return f"{count} {one if count == 1 else several}"
