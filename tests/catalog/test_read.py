"""A whole project, read as its authors mean it."""

import dataclasses
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from jobvej.catalog import Catalog, read_catalog, storyboard
from jobvej.catalog.cpr import looks_like_cpr
from jobvej.catalog.film import Film, Screen
from jobvej.catalog.markdown import count_words
from jobvej.catalog.model import Choice, Lesson, Task
from jobvej.catalog.plan import Repeat
from jobvej.catalog.storyboard import read_storyboard

Change = Callable[[str, str, str], None]


def lesson(catalog: Catalog, identity: str) -> Lesson:
    return next(one for one in catalog.lessons() if one.id == identity)


def film_of(project: Path) -> Film:
    film, problems = read_storyboard(project / "videos/cv/opdater.md", project)
    assert film is not None
    assert problems == ()
    return film


def task_of(project: Path) -> Task:
    task = lesson(read_catalog(project)[0], "cv.opdater").task
    assert task is not None
    return task


def test_lesson_has_its_film_task_and_template(sample: Catalog) -> None:
    one = lesson(sample, "cv.opdater")
    assert one.film is not None
    assert one.film.id == "cv.opdater.video"
    assert one.task is not None
    assert one.task.required_elsewhere is True
    assert one.task.do == "Åbn dit CV: ret stilling og telefonnummer."
    assert one.task.template == "cv/tjekliste.txt"
    assert one.body.text.startswith("{{ video() }}\n\n## Sådan gør du\n")
    assert (one.body.line, one.video_line, one.task.line) == (15, 5, 6)
    assert one.url == "/kurser/cv/opdater/"


def test_words_are_counted_without_macros_addresses_and_signs(sample: Catalog) -> None:
    # Sådan gør du · Ret stillingen først og se Jobnet
    assert lesson(sample, "cv.opdater").words == 9


def test_unquoted_yes_and_dates_stay_text(sample: Catalog) -> None:
    one = lesson(sample, "cv.profil")
    assert (one.title, one.summary, one.sensitive) == ("Ja", "2026-11-22", True)
    assert sample.municipality.phone == "00 00 00 00"


def test_courses_follow_their_next(sample: Catalog) -> None:
    assert [course.id for course in sample.courses] == ["cv", "ansoegning"]


def test_courses_in_a_ring_are_all_there(project: Path, change: Change) -> None:
    change("courses/ansoegning/course.yml", "next:", "next: cv")
    catalog, problems = read_catalog(project)
    assert problems == ()
    assert [course.id for course in catalog.courses] == ["ansoegning", "cv"]


def test_an_empty_course_folder_is_nobodys_problem(project: Path) -> None:
    (project / "courses" / "ny").mkdir()
    assert read_catalog(project)[1] == ()


def test_plan_has_items_and_target(sample: Catalog) -> None:
    (plan,) = sample.plans
    assert [(i.key, i.workday, i.task, i.title, i.line) for i in plan.items] == [
        ("cv", 1, "cv.opdater.opgave", "", 8),
        ("profil", 2, "cv.profil.opgave", "Skriv din egen profil", 11),
    ]
    assert plan.repeat == Repeat(weeks=4, what="Sendte ansøgninger", per_week=2)
    assert (plan.show_dates, plan.one_at_a_time) == (True, False)
    assert plan.target_groups == ("hemmelig-gruppe",)


def test_aliases_lead_to_the_id_in_use(sample: Catalog) -> None:
    assert sample.aliases == {"cv.aeldst": "cv.opdater", "cv.gammel": "cv.opdater"}
    assert sample.retired == ("cv.gammel.opgave",)


def test_municipality_has_its_choices_in_order_and_usual_retention(sample: Catalog) -> None:
    municipality = sample.municipality
    assert municipality.wish_topics == (Choice("cv", "CV"), Choice("ansoegning", "ansøgning"))
    assert municipality.show_staff_names is False
    assert (municipality.state_retention_months, municipality.log_retention_months) == (6, 12)
    assert (municipality.facts.quiet_days, municipality.facts.unused_code_days) == (7, 0)
    assert [one.code for one in municipality.messages] == ["invitation", "reminder", "not_reached"]
    assert [one.code for one in municipality.end_reasons][-1] == "uoplyst"
    assert municipality.call_back == "", "nothing is promised that nobody wrote"
    holiday, staff_day = municipality.closed_days
    assert (holiday.days[0], holiday.days[-1]) == (date(2026, 12, 24), date(2026, 12, 31))
    assert (staff_day.days, staff_day.why) == ((date(2027, 1, 15),), "personaledag")


def test_storyboard_reveals_and_screen(sample: Catalog) -> None:
    (film,) = sample.films()
    first, second, last = film.slides
    assert [(r.bullet, r.narration, r.line) for r in first.reveals][1:] == [
        ("Ny stilling", "Skriv din nye stilling.", 9),
        ("Nyt nummer", "Nyt nummer", 12),
    ]
    assert second.screen == Screen(
        "Jobnet – Dit CV",
        (("Stilling", "Lagermedarbejder"), ("Profil", "Jeg har arbejdet 8 år på lager")),
        highlight="Profil",
    )
    said = "Åbn Jobnet, og find dit CV. Det ligger under din profil. Ret så det første felt."
    assert [r.narration for r in second.reveals] == [said]
    assert [r.bullet for r in last.reveals] == ["", ""]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("videos/cv/opdater.md", "title: Ret dit CV", "title: Ret CV"),
        ("videos/cv/opdater.md", "hver måned", "hvert år"),
        ("videos/cv/opdater.md", "## Hvorfor", "## Hvorfor nu"),
        ("videos/cv/opdater.md", "- Ny stilling", "- Ny titel"),
        ("videos/cv/opdater.md", "bliver gammelt", "bliver ældre"),
        ("videos/cv/opdater.md", "Lagermedarbejder", "Kok"),
        ("videos/cv/opdater.md", "*Profil", "Profil"),
    ],
)
def test_a_film_has_a_new_revision_when_the_viewer_meets_something_else(
    file: str, old: str, new: str, project: Path, change: Change
) -> None:
    before = film_of(project)
    change(file, old, new)
    after = film_of(project)
    assert after.revision != before.revision
    assert after.file_stem != before.file_stem


def test_a_film_drawn_otherwise_is_another_file_with_the_same_revision(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = film_of(project)
    (look := tmp_path / "look.typ").write_text("// another look", encoding="utf-8")
    monkeypatch.setattr(storyboard, "DRAWN_BY", (look,))
    storyboard._look.cache_clear()
    try:
        after = film_of(project)
    finally:
        storyboard._look.cache_clear()
    assert after.revision == before.revision
    assert after.file_stem != before.file_stem


def test_a_film_keeps_its_revision_when_only_the_file_looks_otherwise(
    project: Path, change: Change
) -> None:
    before = film_of(project)
    change("videos/cv/opdater.md", "Et CV bliver gammelt. Den,", "Et CV bliver gammelt.\nDen,")
    assert film_of(project).file_stem == before.file_stem


def test_a_pinned_film_keeps_its_revision_but_gets_new_files(project: Path, change: Change) -> None:
    before = film_of(project)
    pin = f"title: Ret dit CV\nrevision: {before.revision}"
    change("videos/cv/opdater.md", "title: Ret dit CV", pin)
    assert film_of(project) == dataclasses.replace(before, slides=film_of(project).slides)
    change("videos/cv/opdater.md", "bliver gammelt", "bliver  gamelt")
    after = film_of(project)
    assert after.revision == before.revision
    assert after.file_stem != before.file_stem


@pytest.mark.parametrize(
    ("old", "new", "is_met"),
    [
        ("Opdater dit CV på Jobnet", "Opdater dit CV", True),
        ("ret stilling", "ret titel", True),
        ("når dit CV er gemt", "når det er gemt", True),
        ("minutes: 20", "minutes: 25", False),
        ("summary: Ret det", "summary: Se det", False),
    ],
)
def test_a_task_has_a_new_revision_when_the_reader_meets_something_else(
    old: str, new: str, is_met: bool, project: Path, change: Change
) -> None:
    before = task_of(project)
    change("courses/cv/opdater.md", old, new)
    assert (task_of(project).revision != before.revision) is is_met


def test_a_pinned_task_keeps_its_revision(project: Path, change: Change) -> None:
    change("courses/cv/opdater.md", "  minutes: 20", "  minutes: 20\n  revision: 0123abcd")
    change("courses/cv/opdater.md", "ret stilling", "ret stillling")
    assert task_of(project).revision == "0123abcd"


@pytest.mark.parametrize(
    ("text", "is_like"),
    [
        ("010203-1234", True),
        ("Skriv 0102031234.", True),
        ("010203 – 1234", True),
        ("610203-1234", True),
        ("711299-1234", True),
        ("881299-1234", True),
        ("911299-1234", True),
        ("921299-1234", False),
        ("011399-1234", False),
        ("000000-0000", False),
        ("321399-1234", False),
        ("12345678", False),
        ("10102031234", False),
        ("0102031234 5", True),
        ("https://zoom.us/j/0102031234", False),
        ("join_url: https://dk-aaby.zoom.us/j/0102031234?pwd=aB1", False),
        ("https://zoom.us/j/0102031234 og https://zoom.us/j/0102031234#x", False),
        ("https://zoom.us/j/8501234567?pwd=0102031234", True),
        ("https://zoom.us/j/8501234567#0102031234", True),
        ("https://zoom.us/j/8501234567 010203-1234", True),
        ("https://zoom.us/j/0102031234/anna", True),
        ("https://zoom.us/j/010203-1234", True),
        ("HTTPS://Zoom.us/J/0102031234", False),
        ("https://zoomzus/j/0102031234", True),
        ("https://zoom.us/anna/0102031234", True),
        ("https://x.dk/j/0102031234", True),
        ("https://evilzoom.us/j/0102031234", True),
        ("https://zoom.us.x.dk/j/0102031234", True),
        ("https://0102031234.zoom.us/j/8501234567", True),
        ("https://x.dk/?u=https://zoom.us/j/0102031234", True),
        ("zoom.us/j/0102031234", True),
    ],
)
def test_text_like_a_cpr_number(text: str, is_like: bool) -> None:
    assert looks_like_cpr(text) is is_like


def test_quoted_null_is_a_title_and_plain_null_is_nothing(project: Path, change: Change) -> None:
    change("content/index.md", "title: Små skridt", 'title: "null"')
    change("courses/cv/course.yml", "next: ansoegning", "next: null")
    assert read_catalog(project)[1] == ()
    change("content/index.md", '"null"', "~")
    assert [str(problem) for problem in read_catalog(project)[1]] == [
        'content/index.md:2: "title" er tom. Skriv fx title: Hjælp'
    ]


def test_a_draft_may_wait_for_its_film(project: Path, change: Change) -> None:
    film = "status: draft\nvideo: {id: ansoegning.linjer.video, title: Linjer}"
    change("courses/ansoegning/linjer.md", "status: draft", film)
    assert read_catalog(project)[1] == ()


def test_an_id_in_use_is_never_an_alias(project: Path, change: Change) -> None:
    change("courses/aliases.yml", "  cv.aeldst:", "  cv.profil: cv.opdater\n  cv.aeldst:")
    catalog, problems = read_catalog(project)
    assert len(problems) == 1
    assert "cv.profil" not in catalog.aliases


def test_macros_html_and_addresses_are_no_words() -> None:
    assert count_words('<b class="x y">Et</b> [to ord](https://a.dk/en-to) https://b.dk') == 3
    body = 'Skriv her.\n{{ skrivefelt("styrker",\n  "Skriv ti ting {x}, du kan") }}\n## To {#to}\n'
    assert count_words(body) == 3


def test_in_an_empty_list_each_id_is_the_first(project: Path) -> None:
    (project / "courses/ids.txt").write_text("# Alle id'er\n", encoding="utf-8")
    _, problems = read_catalog(project)
    assert len(problems) == 7
    assert all("dér, som den første, så" in one.mend for one in problems)
