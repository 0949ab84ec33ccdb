"""»Hjalp det?« is counted per lesson and month, is about nobody, and few answers stay hidden."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from jobvej.catalog import Published
from tests.tracker.conftest import NOW
from tracker.db import database
from tracker.errors import Refused
from tracker.figures import helped
from tracker.models import LessonFeedback
from tracker.settings import Settings
from tracker.upkeep import retention

LATER = date(2027, 1, 1)
"""When December is over."""
SKELET, JOBLOG, SENSITIVE = "cv.skelet", "jobnet.joblog", "helbred.hvad-siger-du"


def rows() -> list[tuple[str, str, str, int]]:
    return [(r.lesson, r.month, r.answer, r.count) for r in LessonFeedback.here()]


def answer(published: Published, *answers: str, lesson: str = SKELET, now: datetime = NOW) -> None:
    for one in answers:
        helped.count_answer(lesson, one, now, published)


def test_answers_of_a_lesson_and_month_are_one_number_each(
    store: Settings, published: Published
) -> None:
    answer(published, "yes", "no", "yes")
    answer(published, "yes", now=NOW + timedelta(days=31))
    assert sorted(rows()) == [
        (SKELET, "2026-12", "no", 1), (SKELET, "2026-12", "yes", 2), (SKELET, "2027-01", "yes", 1),
    ]  # fmt: skip


def test_the_month_is_the_danish_one(store: Settings, published: Published) -> None:
    answer(published, "yes", now=datetime(2026, 12, 31, 23, 30, tzinfo=UTC))
    assert [month for _, month, _, _ in rows()] == ["2027-01"]


def test_the_table_has_no_room_for_a_person_or_a_day(store: Settings) -> None:
    columns = [row[1] for row in database.execute_sql("PRAGMA table_info(lesson_feedback)")]
    assert columns == ["municipality", "lesson", "month", "answer", "count"]


@pytest.mark.parametrize(
    ("lesson", "given"),
    [(SENSITIVE, "yes"), ("cv.findes-ikke", "yes"), ("cv.skelet.opgave", "yes"), ("", "yes"),
     (SKELET, "maybe"), (SKELET, "")],
)  # fmt: skip
def test_what_was_not_asked_is_not_counted(
    store: Settings, published: Published, lesson: str, given: str
) -> None:
    with pytest.raises(Refused):
        answer(published, given, lesson=lesson)
    assert rows() == []


def shown(published: Published) -> helped.Answers:
    """The months of the only lesson with answers."""
    [[(_, months)]] = helped.read_figures(LATER, published).values()
    return months


def changed(published: Published, **changes: object) -> Published:
    """The catalog with its first lesson changed."""
    first, *courses = published.courses
    lesson, *lessons = first.lessons
    course = replace(first, lessons=(replace(lesson, **changes), *lessons))
    return replace(published, courses=(course, *courses))


def test_a_lesson_that_is_withdrawn_asks_no_more_and_keeps_its_figures(
    store: Settings, published: Published
) -> None:
    answer(published, *["yes"] * 5)
    withdrawn = changed(published, status="retired")
    with pytest.raises(Refused):
        answer(withdrawn, "yes")
    assert shown(withdrawn) == {"december 2026": {"yes": 5}}


def test_a_lesson_that_turned_sensitive_is_in_no_figure(
    store: Settings, published: Published
) -> None:
    answer(published, *["yes"] * 9)
    assert helped.read_figures(LATER, changed(published, sensitive=True)) == {}


def test_a_renamed_lesson_keeps_its_answers(store: Settings, published: Published) -> None:
    answer(published, "yes", "yes", "no")
    renamed = replace(changed(published, id="cv.bygning"), aliases={SKELET: "cv.bygning"})
    answer(renamed, "partly", "no", lesson=SKELET)
    assert {lesson for lesson, *_ in rows()} == {SKELET, "cv.bygning"}
    assert shown(renamed) == {"december 2026": {"yes": 2, "partly": 1, "no": 2}}


@pytest.mark.parametrize("count", [1, 4, 5])
def test_fewer_than_five_answers_are_hidden(
    store: Settings, published: Published, count: int
) -> None:
    answer(published, *["no"] * count)
    assert shown(published) == {"december 2026": {"no": 5} if count == 5 else {}}


def test_a_month_is_not_shown_before_it_is_over(store: Settings, published: Published) -> None:
    answer(published, *["yes"] * 5)
    assert helped.read_figures(date(2026, 12, 31), published) == {}
    answer(published, "no")
    assert helped.read_figures(date(2026, 12, 31), published) == {}, "nobody sees one answer come"
    assert shown(published) == {"december 2026": {"yes": 5, "no": 1}}


def test_figures_stand_in_the_catalogs_order_and_the_newest_month_first(
    store: Settings, published: Published
) -> None:
    answer(published, *["no"] * 9, lesson=JOBLOG)
    answer(published, *["yes"] * 5, lesson="cv.profiltekst")
    answer(published, *["yes"] * 5, now=NOW - timedelta(days=31))
    answer(published, "yes", "yes", "partly", "partly", "partly", "no")
    courses = list(helped.read_figures(LATER, published).values())
    assert [[one.url for one, _ in lessons] for lessons in courses] == [
        ["/kurser/cv/skelet/", "/kurser/cv/profiltekst/"], ["/kurser/jobnet/joblog/"],
    ]  # fmt: skip
    _, months = courses[0][0]
    assert [(month, answers.total()) for month, answers in months.items()] == [
        ("december 2026", 6), ("oktober 2026", 5),
    ]  # fmt: skip


def test_months_older_than_two_years_are_deleted_by_the_days_work(
    store: Settings, published: Published
) -> None:
    helped.add(SKELET, "2024-11", "yes", 7)
    helped.add(SKELET, "2024-12", "yes", 7)
    helped.add(SKELET, "2026-12", "yes", 7)
    report = retention.purge(NOW, published)
    assert report.counters == 1
    assert "1 gamle tal om »Hjalp det?«" in str(report)
    assert [month for _, month, _, _ in rows()] == ["2024-12", "2026-12"]
    assert helped.drop_old(date(2026, 12, 31)) == 0
    assert helped.drop_old(date(2027, 1, 1)) == 1
