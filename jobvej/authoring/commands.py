"""The author's commands: `jobvej check`, `preview`, `spelling`, `new-course`, `new-lesson`."""

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from jobvej.authoring.begin import Refused, begin_course, begin_lesson
from jobvej.authoring.check import Report
from jobvej.authoring.check import check as look_at
from jobvej.authoring.spelling import INSTALL, is_installed, misspelt
from jobvej.builder.commands import say
from jobvej.catalog.read import read_catalog
from jobvej.folders import BUILD_DIR, ROOT

STAFF_COURSES = ("kursus for personale", "kurser for personale")


@click.command(help="Sig alt, der er galt eller mangler i teksterne.")
@ROOT
@BUILD_DIR
@click.option("--json", "as_json", is_flag=True, help="Til programmer: ét JSON-objekt.")
def check(root: Path, build_dir: Path, as_json: bool) -> None:
    """Say everything that is wrong or missing in courses/, content/ and videos/."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    with console.status("Læser det hele igennem …"):
        report = look_at(root, build_dir)
    if as_json:
        click.echo(json.dumps(as_values(report), ensure_ascii=False, indent=1))
    else:
        out = Console(highlight=False, soft_wrap=True)
        say(out, report.found)
        if report.found:
            out.print()
        out.print(summary(report))
    sys.exit(1 if report.problems else 0)


@click.command(help="Find ord, som ordbogen ikke kender.\n\nDen skal bruge programmet hunspell.")
@ROOT
def spelling(root: Path) -> None:
    """Say which words the Danish dictionary does not know (needs hunspell)."""
    if not is_installed():
        raise click.ClickException(INSTALL)
    catalog, _ = read_catalog(root)
    found = misspelt(catalog)
    for problem in sorted(found):
        click.echo(str(problem))
    click.echo(_many(len(found), "ukendt ord", "ukendte ord"))
    sys.exit(1 if found else 0)


@click.command(help='Begynd et kursus.\n\nID er et kort navn, fx jobsamtale. Sæt " om TITEL.')
@ROOT
@click.argument("identity", metavar="ID")
@click.argument("title", metavar="TITEL")
def new_course(root: Path, identity: str, title: str) -> None:
    """Begin a course."""
    _begin(root, begin_course, identity, title)
    click.echo(f'Lav den første lektion: jobvej new-lesson {identity}.navn "Titel"')


@click.command(
    help='Begynd en lektion med sin film.\n\nKURSUS.LEKTION er fx cv.profiltekst. Sæt " om TITEL.'
)
@ROOT
@click.argument("identity", metavar="KURSUS.LEKTION")
@click.argument("title", metavar="TITEL")
def new_lesson(root: Path, identity: str, title: str) -> None:
    """Begin a draft lesson with its film."""
    _begin(root, begin_lesson, identity, title)
    address = f"/kurser/{identity.replace('.', '/')}/"
    click.echo(f"Skriv dér, hvor der står SKRIV HER. Se den imens: jobvej preview, på {address}")


@click.command(
    help="Vis siden med kladder, mens du skriver.\n\n"
    "Den følger selv med, når du gemmer. Stop med Ctrl-C."
)
@ROOT
@BUILD_DIR
@click.option(
    "--port", type=click.IntRange(0, 65535), default=None, help="8000, eller den næste ledige."
)
@click.option(
    "--browser/--no-browser", default=True, help="Om siden skal åbne af sig selv (det gør den)."
)
@click.option(
    "--to",
    type=click.Path(path_type=Path, file_okay=False),
    help="Skriv siderne i en tom mappe i stedet. Åbn dem ved at dobbeltklikke på index.html.",
)
def preview(root: Path, build_dir: Path, port: int | None, browser: bool, to: Path | None) -> None:
    """Show the site with drafts while you write; the page follows when you save."""
    if to:
        _write_preview(root, build_dir, to)
        return
    from jobvej.authoring.preview import listen, serve
    from jobvej.authoring.workshop import Workshop

    bound = listen(port)
    if bound is None:
        where = "Portene fra 8000 til 8009 er optaget." if port is None else f"{port} er optaget."
        raise click.ClickException(f"{where} Vælg en anden med --port.")
    url = f"http://127.0.0.1:{bound.getsockname()[1]}/"
    click.echo(f"Forhåndsvisning: {url} (stop med Ctrl-C)")
    if browser:
        click.launch(url)
    serve(Workshop(root, build_dir, click.echo), bound)


def _write_preview(root: Path, build_dir: Path, to: Path) -> None:
    from jobvej.authoring.folder import write_folder

    if to.exists() and any(to.iterdir()):
        raise click.ClickException(f"Mappen {to} er ikke tom. Vælg en ny med --to.")
    made = write_folder(root, build_dir / "films", to)
    out = Console(highlight=False, soft_wrap=True)
    say(out, made.problems)
    if not (to / "index.html").is_file():
        raise click.ClickException("Siderne kunne ikke laves. Ret fejlene ovenfor, og prøv igen.")
    out.print(f"Siderne ligger i {to}. {_many(len(made.problems), 'fejl', 'fejl')}.")


def _begin(root: Path, begin: Callable[[Path, str, str], tuple[Path, ...]], *words: str) -> None:
    try:
        written = begin(root, *words)
    except Refused as refused:
        raise click.ClickException(str(refused)) from refused
    for path in written:
        click.echo(f"Skrevet: {path.relative_to(root).as_posix()}")


def summary(report: Report) -> str:
    """'15 kurser, 78 lektioner (2 kladder), … 3 fejl, 1 advarsel. Læsbarhed (LIX): 18.'"""
    drafts = f" ({_many(report.drafts, 'kladde', 'kladder')})" if report.drafts else ""
    parts = [
        _many(report.courses, "kursus", "kurser"),
        _many(report.lessons, "lektion", "lektioner") + drafts,
        _many(report.films, "film", "film"),
        _many(report.quiz_questions, "quizspørgsmål", "quizspørgsmål"),
        _many(report.plans, "forløb", "forløb"),
        *([_many(report.webinars, "webinar", "webinarer")] if report.webinars else []),
        *([_many(report.staff_courses, *STAFF_COURSES)] if report.staff_courses else []),
    ]
    found = [
        _many(len(report.problems), "fejl", "fejl"),
        _many(len(report.warnings), "advarsel", "advarsler"),
    ]
    lix = "" if report.lix is None else f" Læsbarhed (LIX), midterste lektion: {report.lix}."
    return f"{', '.join(parts)}. {', '.join(found)}.{lix}"


def as_values(report: Report) -> dict[str, Any]:
    """The report for other programs: `ok`, every problem with its severity, and the counts."""
    counts = asdict(report)
    return {
        "ok": not report.problems,
        "problems": counts.pop("found"),
        "summary": {
            **counts,
            "problems": len(report.problems),
            "warnings": len(report.warnings),
        },
    }


def _many(count: int, one: str, several: str) -> str:
    return f"{count} {one if count == 1 else several}"
