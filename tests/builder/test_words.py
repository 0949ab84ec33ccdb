"""Lengths and sizes as people say them."""

from datetime import date, datetime

import pytest

from jobvej.builder import words
from jobvej.catalog.webinars import DENMARK


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "1 min"), (40, "40 min"), (60, "60 min"), (61, "ca. 1 time"), (85, "ca. 1½ time"),
     (120, "ca. 2 timer"), (152, "ca. 2½ time"), (600, "ca. 10 timer")],
)  # fmt: skip
def test_nobody_plans_by_the_minute_above_an_hour(count: int, said: str) -> None:
    assert words.minutes(count) == said


def test_one_minute_and_one_lesson_are_singular() -> None:
    assert [words.minutes_long(n) for n in (1, 24, 90)] == ["1 minut", "24 minutter", "ca. 1½ time"]
    assert [words.lessons(n) for n in (1, 6)] == ["1 lektion", "6 lektioner"]


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0.2, "1 sek."), (59.6, "1 min"), (85.2, "1 min 25 sek."), (120, "2 min"), (45, "45 sek.")],
)
def test_the_length_of_a_film(seconds: float, said: str) -> None:
    assert words.film_length(seconds) == said


def test_the_size_of_a_film_is_never_nothing() -> None:
    assert [words.megabytes(n) for n in (900, 310_000, 12_340_000)] == [
        "0,1 MB",
        "0,3 MB",
        "12,3 MB",
    ]


def test_anchors_are_ascii_as_addresses_are() -> None:
    assert words.slugify("Sådan er det: Øv & lær!") == "saadan-er-det-oev-og-laer"


def test_a_number_can_be_dialled() -> None:
    assert words.dial("+45 00 00 00 00") == "+4500000000"
    assert words.dial("00 00 00 00 (tast 1)") == "000000001"


def test_a_sentence_ends_once_and_keeps_the_hour_on_its_line() -> None:
    assert words.sentence("Kom kl. 10 ") == "Kom kl.\u00a010."
    assert words.sentence("Kom kl. 10–14") == "Kom kl.\u00a010–\u206014."
    assert words.sentence("Kom.") == "Kom."
    assert words.sentence("") == ""


def test_days_and_hours_are_said_in_danish() -> None:
    begins = datetime(2027, 1, 14, 10, 0, tzinfo=DENMARK)
    assert words.moment(begins, 60) == "Torsdag 14. januar 2027 kl.\u00a010.00–\u206011.00"
    assert words.day(date(2026, 11, 3)) == "3. november 2026"
