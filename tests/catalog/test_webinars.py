"""Webinars, words, local texts and deadlines: read from the authors' files, mistakes by line."""

from datetime import date
from pathlib import Path

import pytest

from jobvej.catalog import publish, read_catalog
from jobvej.catalog.deadlines import read_deadlines, shown, stale
from jobvej.catalog.dictionary import read_words
from jobvej.catalog.local import read_local
from jobvej.catalog.tree import Tree
from jobvej.catalog.webinars import read_webinars, unlinked

ROOT = Path(__file__).parents[2]
WEBINAR = """---
id: webinar.cv
title: CV på en time
summary: Vi retter et CV.
starts_at: 2027-01-14 10:00
minutes: 60
host: Strandby Kommune
join_url: https://moede.example.dk/cv
---
Tekst.
"""


def tree(root: Path, **files: str) -> Tree:
    for name, text in files.items():
        path = root / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Tree(root)


def write(root: Path, name: str, text: str) -> Tree:
    return tree(root, **{name.replace("/", "__"): text})


def test_a_webinar_begins_by_danish_clocks(tmp_path: Path) -> None:
    found = write(tmp_path, "content/webinarer/cv.md", WEBINAR)
    [webinar] = read_webinars(found)
    assert webinar.starts_at.isoformat() == "2027-01-14T10:00:00+01:00"
    assert (webinar.url, webinar.activity) == ("/webinarer/cv/", "webinar.cv.video")
    assert not found.problems


@pytest.mark.parametrize(
    ("link", "today", "told"),
    [
        ("join_url: https://moede.example.dk/cv\n", date(2026, 12, 1), 0),
        ("sign_up_url: https://webinar.example.dk/cv\n", date(2026, 12, 1), 0),
        ("", date(2026, 12, 1), 1),
        ("", date(2027, 1, 14), 1),
        ("", date(2027, 1, 15), 0),
    ],
)
def test_a_webinar_that_comes_and_has_no_link_is_told(
    tmp_path: Path, link: str, today: date, told: int
) -> None:
    text = WEBINAR.replace("join_url: https://moede.example.dk/cv\n", link)
    webinars = read_webinars(write(tmp_path, "content/webinarer/cv.md", text))
    advice = [str(one) for one in unlinked(webinars, today)]
    assert len(advice) == told
    assert all("webinaret 14.01.2027 har intet link" in one for one in advice)


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("webinar.cv", "webinar.andet", 2, "passer ikke til filens navn"),
        ("2027-01-14 10:00", "14. januar", 5, "er ikke et tidspunkt"),
        ("https://moede", "http://moede", 8, "er ikke en sikker adresse"),
        ("Tekst.", "https://moede.example.dk/cv", 8, "står også i teksten"),
        ("host:", "vaert:", 7, "kendes ikke"),
    ],
)
def test_a_mistake_is_said_at_its_line(
    tmp_path: Path, old: str, new: str, line: int, says: str
) -> None:
    found = write(tmp_path, "content/webinarer/cv.md", WEBINAR.replace(old, new))
    read_webinars(found)
    assert any(one.line == line and says in one.what for one in found.problems), found.problems


def test_having_been_there_and_having_seen_it_are_one_activity() -> None:
    catalog, problems = read_catalog(ROOT)
    assert problems == ()
    published = publish(catalog, "b")
    for webinar in published.webinars:
        known = published.activity(f"{webinar.id}.video")
        assert known and known[0] == webinar.lesson
        assert published.course_of(f"{webinar.id}.video") is None


def test_words_stand_in_danish_order_and_unread_translations_stay_in_the_file(
    tmp_path: Path,
) -> None:
    text = """words:
  - word: åben
    means: Ikke lukket.
    translations:
      en:
        text: open
        reviewed_on: 2026-11-23
      ar:
        text: مفتوح
        reviewed_on:
  - word: zone
    means: Et sted.
"""
    found = write(tmp_path, "content/data/ordbog.yml", text)
    zone, aaben = read_words(found)
    assert (zone.word, aaben.word) == ("zone", "åben")
    assert [(one.language, one.direction) for one in aaben.translations] == [("en", "ltr")]


def test_a_form_that_stands_twice_is_said(tmp_path: Path) -> None:
    text = "words:\n  - word: cv\n    means: Et ark.\n  - word: CV\n    means: Et papir.\n"
    found = write(tmp_path, "content/data/ordbog.yml", text)
    read_words(found)
    assert any("står også" in one.what for one in found.problems)


def test_a_slot_without_a_local_text_is_empty_and_a_text_without_a_slot_is_kept_apart(
    tmp_path: Path,
) -> None:
    write(tmp_path, "courses/lokalt.yml", "slots:\n  praktik: Steder\n  jobcafe: Kaffe\n")
    write(tmp_path, "content/lokalt/praktik.md", "Ring.\n")
    found = write(tmp_path, "content/lokalt/jobcaf.md", "Kaffe.\n")
    assert [(one.slot, one.text, one.is_slot) for one in read_local(found)] == [
        ("praktik", "Ring.", True),
        ("jobcafe", "", True),
        ("jobcaf", "Kaffe.", False),
    ]
    assert found.problems == ()


def test_a_deadline_is_shown_while_it_holds_and_asked_about_when_old(tmp_path: Path) -> None:
    row = "  - id: x\n    title: X\n    text: Y.\n    source: https://borger.dk\n"
    row += "    source_name: borger.dk\n    checked_on: 2026-06-01\n    valid_until: 2026-12-31\n"
    deadlines = read_deadlines(write(tmp_path, "content/data/frister.yml", "frister:\n" + row))
    for today, is_shown, is_stale in (
        (date(2026, 11, 30), True, False),
        (date(2026, 12, 2), True, True),
        (date(2027, 1, 1), False, True),
    ):
        assert bool(shown(deadlines, today)) is is_shown
        assert any(stale(deadlines, today)) is is_stale


def test_whoever_keeps_the_deadlines_is_told_before_they_run_out(tmp_path: Path) -> None:
    row = "  - id: {}\n    title: X\n    text: Y.\n    source: https://borger.dk\n"
    row += "    source_name: borger.dk\n    checked_on: 2026-11-27\n    valid_until: {}\n"
    rows = (("a", "2026-12-31"), ("b", "2027-06-30"), ("c", "2026-12-31"))
    text = "frister:\n" + "".join(row.format(*one) for one in rows)
    deadlines = read_deadlines(write(tmp_path, "content/data/frister.yml", text))
    for today in (date(2026, 12, 1), date(2026, 12, 31)):
        (told,) = stale(deadlines, today)
        assert told.what == "gælder til 2026-12-31 og bliver ikke vist efter den dag: a, c."
    told, _ = stale(deadlines, date(2027, 1, 1))
    assert told.what == '"a" gjaldt til 2026-12-31 og bliver ikke vist.'
    assert "ret checked_on og valid_until" in told.mend
