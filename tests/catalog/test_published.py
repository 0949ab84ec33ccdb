"""catalog.json: what is written is read back, and nothing bent is used."""

import copy
import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from jobvej.catalog import Catalog, CatalogError, load_published, publish, write_catalog
from jobvej.catalog.export import export_catalog
from jobvej.catalog.load import parse_published
from jobvej.catalog.published import PublishedTask, PublishedVideo

BUILD = "20261122120000-0123abcd"


@pytest.fixture
def exported(sample: Catalog) -> dict[str, Any]:
    return copy.deepcopy(export_catalog(sample, BUILD))


def refusal(value: object) -> str:
    with pytest.raises(CatalogError) as refused:
        parse_published(json.dumps(value))
    return str(refused.value)


def test_what_is_written_is_read_back(sample: Catalog, tmp_path: Path) -> None:
    write_catalog(sample, BUILD, tmp_path / "catalog.json")
    published = load_published(tmp_path / "catalog.json")
    assert published == publish(sample, BUILD)
    assert published.municipality == sample.municipality
    assert [path.name for path in tmp_path.iterdir()] == ["catalog.json"]


def test_drafts_groups_and_notes_stay_at_home(sample: Catalog, tmp_path: Path) -> None:
    write_catalog(sample, BUILD, tmp_path / "catalog.json")
    text = (tmp_path / "catalog.json").read_text(encoding="utf-8")
    for secret in ("ansoegning.linjer", "hemmelig", "Hemmelig", "target_groups", "editor_note"):
        assert secret not in text
    assert '"cv.opdater"' in text


def test_an_alias_of_a_draft_is_not_published(sample: Catalog) -> None:
    aliases = {"gammel": "ansoegning.linjer", "cv.gammel": "cv.opdater"}
    changed = dataclasses.replace(sample, aliases=aliases)
    assert publish(changed, BUILD).aliases == {"cv.gammel": "cv.opdater"}


def test_a_catalog_that_cannot_be_written_leaves_nothing_behind(
    sample: Catalog, tmp_path: Path
) -> None:
    (tmp_path / "catalog.json").mkdir()
    with pytest.raises(OSError, match="directory"):
        write_catalog(sample, BUILD, tmp_path / "catalog.json")
    assert [path.name for path in tmp_path.iterdir()] == ["catalog.json"]


def test_an_activity_is_found_with_its_lesson_and_course(sample: Catalog) -> None:
    published = publish(sample, BUILD)
    found = published.activity("cv.opdater.opgave")
    assert found is not None
    assert found[0].id == "cv.opdater"
    assert isinstance(found[1], PublishedTask)
    film = published.activity("cv.opdater.video")
    assert film is not None
    assert isinstance(film[1], PublishedVideo)
    assert film[1].seconds == 43.38
    lesson, course = (
        published.lesson_of("cv.profil.opgave"),
        published.course_of("cv.profil.opgave"),
    )
    assert lesson is not None
    assert course is not None
    assert (lesson.id, course.id) == ("cv.profil", "cv")
    assert published.activity("cv.opdater") is None
    assert published.course_of("nobody") is None
    assert published.plan("nobody") is None


def test_a_former_id_leads_to_the_activity_in_use(exported: dict[str, Any]) -> None:
    exported["aliases"] = {"old.opgave": "cv.opdater.opgave", "old-plan": "to-skridt"}
    published = parse_published(json.dumps(exported))
    assert published.activity("old.opgave") == published.activity("cv.opdater.opgave")
    plan = published.plan("old-plan")
    assert plan is not None
    assert plan.id == "to-skridt"


def test_plan_items_have_the_words_of_their_task_or_their_own(sample: Catalog) -> None:
    plan = publish(sample, BUILD).plan("to-skridt")
    assert plan is not None
    assert [(item.title, item.do) for item in plan.items] == [
        ("Opdater dit CV på Jobnet", "Åbn dit CV: ret stilling og telefonnummer."),
        ("Skriv din egen profil", "Skriv tre linjer."),
    ]


LESSON = ("courses", 0, "lessons", 0)
MISSING = object()
BENT: list[tuple[tuple[str | int, ...], object, str]] = [
    (("clubs",), [], 'katalog har et ukendt felt "clubs".'),
    (("retired",), MISSING, 'katalog mangler feltet "retired".'),
    (("format",), 2, "format skal være 1. Byg siden igen med denne udgave af Jobvej."),
    (("format",), True, "katalog.format skal være et helt tal, men er True."),
    (("build",), None, "katalog.build skal være tekst, men er None."),
    (("plans",), {}, "katalog.plans skal være en liste, men er {}."),
    (("aliases",), [], "katalog.aliases skal være en gruppe felter, men er []."),
    (("aliases",), {"a": 1}, "katalog.aliases.a skal være tekst, men er 1."),
    (("retired",), [True], "katalog.retired[0] skal være tekst, men er True."),
    ((*LESSON, "task"), MISSING, 'katalog.courses[0].lessons[0] mangler feltet "task".'),
    (
        (*LESSON, "minutes"),
        True,
        "katalog.courses[0].lessons[0].minutes skal være et helt tal, men er True.",
    ),
    (
        (*LESSON, "minutes"),
        2.0,
        "katalog.courses[0].lessons[0].minutes skal være et helt tal, men er 2.0.",
    ),
    (
        (*LESSON, "sensitive"),
        0,
        "katalog.courses[0].lessons[0].sensitive skal være true eller false, men er 0.",
    ),
    (
        (*LESSON, "video"),
        "x",
        "katalog.courses[0].lessons[0].video skal være en gruppe felter, men er 'x'.",
    ),
    (
        (*LESSON, "video", "seconds"),
        "1",
        "katalog.courses[0].lessons[0].video.seconds skal være et tal, men er '1'.",
    ),
    (
        (*LESSON, "status"),
        "draft",
        "lektionen \"cv.opdater\" har status 'draft', som ikke er udgivet eller udgået.",
    ),
    (("plans", 0, "id"), "cv.opdater", 'id\'et "cv.opdater" står to gange.'),
    (
        ("municipality", "closed_days", 0, "last"),
        "2026-12-23",
        "2026-12-24 til 2026-12-23 er ingen dage.",
    ),
    (("municipality", "closed_days", 1, "first"), "15/1", "15/1 til 2027-01-15 er ingen dage."),
    (("aliases",), {"a": "b"}, 'det tidligere id "a" fører ikke til et id i brug.'),
    (("aliases",), {"cv": "to-skridt"}, 'det tidligere id "cv" fører ikke til et id i brug.'),
    (("plans", 0, "next_plan"), "x", 'forløbet "x" findes ikke.'),
    (
        ("plans", 0, "items", 0, "task"),
        "cv.opdater.video",
        'opgaven "cv.opdater.video" i forløbet "to-skridt" findes ikke.',
    ),
]


@pytest.mark.parametrize(("path", "value", "sentence"), BENT)
def test_a_bent_catalog_is_refused_with_a_sentence(
    path: tuple[str | int, ...], value: object, sentence: str, exported: dict[str, Any]
) -> None:
    at: Any = exported
    for step in path[:-1]:
        at = at[step]
    if value is MISSING:
        del at[path[-1]]
    else:
        at[path[-1]] = value
    assert refusal(exported) == sentence


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "er ikke et katalog i JSON. Byg siden igen."),
        (b'{"format": 1', "er ikke et katalog i JSON. Byg siden igen."),
        (b"[" * 100_000, "er ikke et katalog i JSON. Byg siden igen."),
        (b'{"format": NaN}', "NaN er ikke et tal."),
        (b'{"format": 1, "format": 1}', 'feltet "format" står to gange.'),
        (b"[]", "katalog skal være en gruppe felter, men er []."),
    ],
)
def test_what_is_no_catalog_is_refused_with_its_path(
    content: bytes, sentence: str, tmp_path: Path
) -> None:
    path = tmp_path / "catalog.json"
    path.write_bytes(content)
    with pytest.raises(CatalogError) as refused:
        load_published(path)
    assert str(refused.value) == f"{path}: {sentence}"


def test_a_missing_or_unreadable_catalog_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.json", tmp_path):
        with pytest.raises(CatalogError, match="kan ikke læses"):
            load_published(path)
    (tmp_path / "latin.json").write_bytes(b'"\xe6"')
    with pytest.raises(CatalogError, match="er ikke UTF-8"):
        load_published(tmp_path / "latin.json")


def test_an_infinite_length_is_refused(exported: dict[str, Any]) -> None:
    text = json.dumps(exported).replace("43.38", "1e999")
    assert "1e999" in text
    with pytest.raises(CatalogError, match="seconds skal være et tal, men er inf"):
        parse_published(text)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"starts_at": "2027-01-14T10:00:00"}, "tidszone"),
        ({"starts_at": "i morgen"}, "tidszone"),
        ({"sign_up_url": "javascript:alert(1)"}, "uden https"),
        ({"join_url": "http://moede.example/1"}, "uden https"),
        ({"id": "webinar.en-anden"}, "sin egen aktivitet"),
    ],
)
def test_a_webinar_that_is_bent_is_not_used(change: dict[str, str], words: str) -> None:
    text = (Path(__file__).parents[1] / "tracker/catalog.json").read_text(encoding="utf-8")
    whole = json.loads(text)
    parse_published(text)
    whole["webinars"][0].update(change)
    assert words in refusal(whole)
