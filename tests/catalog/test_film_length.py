"""Films made from text are short, and ours are of one kind."""

from collections.abc import Callable
from pathlib import Path

from jobvej.catalog import read_catalog
from jobvej.catalog.film import Film
from jobvej.catalog.film_length import too_long

ROOT = Path(__file__).parents[2]
FILM = "videos/cv/opdater.md"
END = "Gem, og læs det hele igennem én gang til"
Change = Callable[[str, str, str], None]


def advice(project: Path) -> list[str]:
    catalog, _ = read_catalog(project)
    return [str(problem) for problem in too_long(catalog)]


def test_a_film_that_lasts_too_long_is_told(project: Path, change: Change) -> None:
    assert advice(project) == []
    change(FILM, END, "Det siger jeg igen og igen, til du sover. " * 40 + END)
    (told,) = advice(project)
    assert told.startswith(f"{FILM}:1: Advarsel: filmen varer ")
    assert told.endswith(" sekunder; sigt efter højst 120. Sig det kortere, eller lav to film.")


def test_a_draft_may_still_be_cut(project: Path, change: Change) -> None:
    change(FILM, END, "Det siger jeg igen og igen, til du sover. " * 40 + END)
    change("courses/cv/opdater.md", "id: cv.opdater\n", "id: cv.opdater\nstatus: draft\n")
    assert advice(project) == []


def test_our_own_films_last_one_to_two_minutes_in_four_to_six_slides() -> None:
    catalog, _ = read_catalog(ROOT)
    films = [one.film for one in catalog.lessons() if isinstance(one.film, Film)]
    odd = [
        film.id for film in films if not (60 <= film.seconds <= 120 and 4 <= len(film.slides) <= 6)
    ]
    assert len(films) > 70
    assert odd == []
