"""Reading a form: each field by its rule, all mistakes at once, nothing typed twice."""

from datetime import date, time
from uuid import UUID

import pytest

from tracker.errors import Refused
from tracker.forms import NO_ID, Form


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-01", date(2026, 12, 1)),
        ("1.12.2026", date(2026, 12, 1)),
        ("01-12-2026", date(2026, 12, 1)),
        (" 1/12/2026 ", date(2026, 12, 1)),
        ("29.2.2028", date(2028, 2, 29)),
        ("29.2.2027", None),
        ("12.2026", None),
        ("1.12.26", date(2026, 12, 1)),
        ("1.12.126", None),
        ("", None),
        ("2026-12-01T10:00", None),
        ("0001-01-01", None),
        ("9999-12-31", None),
        ("١.١٢.٢٠٢٦x", None),
    ],
)
def test_a_day_is_read_as_browsers_and_danes_write_it(text, day):
    form = Form({"day": text})
    assert form.day("day") == (day or date.min)
    assert form.errors == ({} if day else {"day": "Skriv datoen, fx 1.12.2026."})


def test_a_day_that_may_be_left_out_is_still_read_strictly():
    form = Form({"a": " ", "b": "1.12.2026", "c": "i morgen"})
    assert [form.day_or_none(name) for name in "ab"] == [None, date(2026, 12, 1)]
    form.day_or_none("c")
    assert list(form.errors) == ["c"]


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("10:00", time(10)),
        ("10.05", time(10, 5)),
        (" 9.30 ", time(9, 30)),
        ("23:59:00", time(23, 59)),
        ("24:00", None),
        ("10:60", None),
        ("10", None),
        ("", None),
        ("10:00 PM", None),
    ],
)
def test_a_time_of_day_is_read_as_browsers_and_danes_write_it(text, clock):
    form = Form({"clock": text})
    assert form.clock("clock") == (clock or time.min)
    assert form.errors == ({} if clock else {"clock": "Skriv klokkeslættet, fx 10.00."})


@pytest.mark.parametrize(
    ("text", "fits"),
    [("5", True), (" 120 ", True), ("4", False), ("121", False), ("", False), ("-5", False),
     ("5.0", False), ("٥", False), ("1" * 5000, False)],
)  # fmt: skip
def test_a_whole_number_lies_between_its_ends(text, fits):
    form = Form({"minutes": text})
    form.whole("minutes", 5, 120, "Vælg.")
    assert (not form.errors) is fits


def test_text_is_one_line_in_one_spelling():
    form = Form({"title": "  Ring \t til\n A\u030aby  "})
    assert form.text("title", "own_task") == "Ring til Åby"


def test_an_id_is_ours_or_a_mistake():
    form = Form({"a": str(UUID(int=7)), "b": "x", "c": str(NO_ID)})
    assert form.id("a", "?") == UUID(int=7)
    assert form.id("b", "Vælg.") == NO_ID
    assert form.id("c", "Vælg.") == NO_ID
    assert form.errors == {"b": "Vælg.", "c": "Vælg."}


def test_characters_that_no_page_can_show_are_dropped_when_read():
    assert Form({"a": "x\x00\x08\x7f\ufffey"}).value("a") == "xy"


def test_what_is_wrong_is_refused_together():
    form = Form({})
    form.day("day", "A")
    form.choice("mode", ("x",), "B")
    with pytest.raises(Refused) as refusal:
        form.refuse_errors()
    assert refusal.value.errors == {"day": "A", "mode": "B"}


def test_a_form_without_mistakes_is_not_refused():
    Form({"a": "b"}).refuse_errors()
