"""What texts may not tell of the law, and what they must say of the joblog on Jobnet."""

from collections.abc import Callable
from pathlib import Path

import pytest

from jobvej.catalog import read_catalog
from jobvej.catalog.law import about_law

ROOT = Path(__file__).parents[2]
LESSON, FILM, PLAN = "courses/cv/opdater.md", "videos/cv/opdater.md", "content/planer/to-skridt.md"
DRAFT = "courses/ansoegning/linjer.md"


def told(root: Path) -> list[str]:
    catalog, problems = read_catalog(root)
    assert problems == ()
    return [f"{one.file}: {one.what}" for one in about_law(catalog)]


def add(root: Path, file: str, sentence: str) -> None:
    path = root / file
    path.write_text(path.read_text(encoding="utf-8") + f"\n{sentence}\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "kind"), [(LESSON, "lektionen"), (FILM, "filmen"), (PLAN, "forløbet")]
)
def test_who_meets_one_text_alone_still_learns_where_the_joblog_is(
    project: Path, file: str, kind: str
) -> None:
    add(project, file, "Skriv jobbet i din joblog på Jobnet.")
    assert told(project) == [f"{file}: {kind} nævner joblog uden at sige, at Jobvej ikke er den."]
    add(project, file, "Det her er ikke din joblog.")
    assert told(project) == []


def test_what_no_citizen_meets_need_not_say_so(
    project: Path, change: Callable[[str, str, str], None]
) -> None:
    add(project, DRAFT, "Skriv det i joblog.")
    add(project, FILM, "Skriv det i joblog.")
    change("courses/cv/course.yml", "id: cv\n", "id: cv\naudience: consultant\n")
    assert told(project) == []


@pytest.mark.parametrize(
    "sentence", ["Du skal have et CV senest 2 uger efter.", "Fristen er TO UGER."]
)
def test_a_deadline_or_an_amount_of_the_law_is_found(project: Path, sentence: str) -> None:
    add(project, LESSON, sentence)
    (found,) = told(project)
    assert found.startswith(f"{LESSON}: det ligner en frist eller et beløb fra loven")


def test_our_own_texts_tell_no_deadline_and_leave_no_doubt_of_the_joblog() -> None:
    assert told(ROOT) == []
