"""Dine opgaver: what to do next, what was agreed, and never a word of being late."""

from dataclasses import replace
from datetime import date

import pytest

from jobvej.catalog import Published
from jobvej.catalog.published import PublishedLesson
from tests.tracker.acts import FILM, JOBLOG, PROFIL, SKELET, book, event, item, moment, send
from tests.tracker.conftest import Cast
from tracker.account.own_plan import OwnItem, OwnPlan, own_plan
from tracker.appointments import talks
from tracker.enrolment import plan_items, plans
from tracker.models import Plan, PlanItem


def page(cast: Cast, published: Published, day: int = 1, hour: int = 12) -> OwnPlan:
    return own_plan(cast.anna, moment(day, hour), published)


def one(found: OwnPlan, task: str) -> OwnItem:
    items = [one for group in found.groups for one in group.items]
    return next(one for one in items if one.activity == task)


def test_the_page_begins_with_how_far_and_what_is_next(cast: Cast, published: Published) -> None:
    send(cast.anna, published, event("completed", f"activity:{SKELET}", moment(1, 10)))
    found = page(cast, published)
    assert found.facts.first_name == "Anna"
    assert (found.done, found.items, found.span) == (1, 4, "i din vej i gang")
    assert found.next is not None
    assert found.next.row.title == "Skriv din profiltekst"
    assert found.next.film_minutes == 1
    assert found.next.lesson is published.lesson("cv.profiltekst")


@pytest.mark.parametrize(
    ("title", "span"),
    [
        ("Dit forløb", "i dit forløb"),
        ("20 opgaver", "i dit forløb"),
        ("Dine fire skridt", "i dine fire skridt"),
    ],
)
def test_a_plan_is_called_what_it_is_called_to_the_citizen(
    cast: Cast, published: Published, title: str, span: str
) -> None:
    Plan.update(citizen_title=title).execute()
    assert page(cast, published).span == span


def test_a_plan_whose_tasks_were_all_taken_out_is_one_plan_still(
    cast: Cast, published: Published
) -> None:
    for one in PlanItem.here(PlanItem.citizen == cast.anna):
        plan_items.remove(cast.anna, one.id, cast.karin, moment(1), published=published)
    found = page(cast, published)
    assert (found.done, found.items, found.span) == (0, 0, "i din vej i gang")


def test_with_two_plans_none_of_them_is_named(cast: Cast, published: Published) -> None:
    other = published.plan("kort-vej")
    assert other
    plans.enrol(cast.anna, replace(other, id="en-til"), moment(1, 9).date(), moment(1, 9))
    found = page(cast, published)
    assert (found.items, found.span) == (8, "i dine forløb")


def test_a_film_whose_length_is_not_known_yet_is_a_film(cast: Cast, published: Published) -> None:
    def unmade(lesson: PublishedLesson) -> PublishedLesson:
        return replace(lesson, video=lesson.video and replace(lesson.video, seconds=0.0))

    courses = tuple(
        replace(course, lessons=tuple(map(unmade, course.lessons))) for course in published.courses
    )
    assert one(page(cast, replace(published, courses=courses)), PROFIL).film_minutes == 1


def test_items_stand_under_their_week_and_this_week_by_itself(
    cast: Cast, published: Published
) -> None:
    found = page(cast, published)
    assert [(group.heading, len(group.items)) for group in found.groups] == [
        ("Uge 48", 2), ("Uge 49", 2),
    ]  # fmt: skip
    assert [i.activity for i in found.this_week] == [JOBLOG, "cv.ret-til.opgave"]
    assert found.this_week[0].when == "tirsdag 1. december"


def test_what_can_be_done_now_stands_before_what_is_done(cast: Cast, published: Published) -> None:
    template = published.plan("kort-vej")
    assert template is not None
    plans.end_plan(cast.anna, plans.running_plan(cast.anna).id, moment(1, 8))
    undated = replace(template, id="i-dit-tempo", show_dates=False)
    plans.enrol(cast.anna, undated, date(2026, 12, 1), moment(1, 9))
    waived, done = (item(cast.anna, task, last=True) for task in (SKELET, PROFIL))
    plan_items.waive(cast.anna, waived, "andet", cast.karin, moment(1, 9), published=published)
    send(cast.anna, published, event("completed", f"item:{done}", moment(1, 10)))
    [group] = page(cast, published).groups
    assert [(one.state, one.activity) for one in group.items] == [
        ("open", JOBLOG), ("open", "cv.ret-til.opgave"), ("done", PROFIL), ("waived", SKELET),
    ]  # fmt: skip


def test_what_is_moved_stands_where_its_day_is(cast: Cast, published: Published) -> None:
    plan_items.move(cast.anna, item(cast.anna, JOBLOG), date(2026, 12, 4), cast.karin, moment(1))
    found = page(cast, published)
    assert [one.when for one in found.this_week] == ["torsdag 3. december", "fredag 4. december"]


def test_what_is_not_done_yet_can_still_be_done(cast: Cast, published: Published) -> None:
    send(cast.anna, published, event("completed", f"activity:{SKELET}", moment(1, 10)))
    ret = item(cast.anna, "cv.ret-til.opgave")
    plan_items.waive(cast.anna, ret, "andet", cast.karin, moment(1), published=published)
    found = page(cast, published)
    assert one(found, SKELET).note == "Lavet 1. december"
    assert one(found, PROFIL).note == "Ikke lavet endnu. Du kan stadig lave den."
    assert one(found, JOBLOG).note == ""
    assert one(found, "cv.ret-til.opgave").note == "Ikke relevant. Aftalt 1. dec."
    assert one(found, "cv.ret-til.opgave").state == "waived"


def test_the_film_has_a_mark_of_its_own(cast: Cast, published: Published) -> None:
    send(cast.anna, published, event("completed", f"activity:{FILM}", moment(1, 10)))
    found = page(cast, published)
    assert one(found, SKELET).is_film_seen
    assert one(found, SKELET).state == "open"


def test_what_was_done_before_is_offered_and_not_counted(cast: Cast, published: Published) -> None:
    early = event("completed", f"activity:{SKELET}", moment(27, month=11))
    send(cast.anna, published, early, now=moment(1, 10))
    found = page(cast, published)
    assert one(found, SKELET).done_before == "lavet før, 27. nov."
    assert (found.done, one(found, SKELET).state) == (0, "open")
    send(
        cast.anna, published, event("completed", f"item:{one(found, SKELET).row.id}", moment(1, 11))
    )
    again = page(cast, published)
    assert (again.done, one(again, SKELET).done_before) == (1, "")


def test_what_an_earlier_plan_had_counts_as_done_before(cast: Cast, published: Published) -> None:
    send(cast.anna, published, event("completed", f"activity:{JOBLOG}", moment(1, 10)))
    plans.end_plan(cast.anna, plans.running_plan(cast.anna).id, moment(1, 11))
    template = published.plan("kort-vej")
    assert template is not None
    plans.enrol(cast.anna, replace(template, id="igen"), date(2026, 12, 2), moment(2))
    assert one(page(cast, published, 2), JOBLOG).done_before == "lavet før, 1. dec."


def test_a_talk_that_is_called_off_is_said_until_its_day_is_over(
    cast: Cast, published: Published
) -> None:
    off = book(cast.anna, cast.karin, moment(3, 10), moment(1, 9))
    assert page(cast, published).called_off == ()
    talks.cancel_talk(off, cast.karin, moment(1, 10))
    for day, hour in ((1, 12), (3, 15)):
        assert [one.id for one in page(cast, published, day, hour).called_off] == [off]
    assert page(cast, published, 4).called_off == ()


def test_the_next_talk_stands_there_though_one_behind_was_never_ended(
    cast: Cast, published: Published
) -> None:
    new = talks.NewTalk(moment(4, 15), 15, talks.PHONE, weeks=2, until=date(2027, 1, 20))
    first = talks.agree(cast.anna, cast.karin, new, moment(1, 9))
    assert page(cast, published, 4, 17).facts.next_talk.id == first, "until its day is over"
    monday = page(cast, published, 7)
    assert monday.facts.next_talk.starts_at == moment(18, 15)
    assert [one.starts_at.day for one in monday.talks_after] == [4, 15]


def test_a_talk_that_became_another_is_not_called_off(cast: Cast, published: Published) -> None:
    off = book(cast.anna, cast.karin, moment(3, 10), moment(1, 9))
    new = talks.NewTalk(moment(4, 10), 15, talks.PHONE)
    talks.replace_talk(off, new, cast.karin, moment(1, 10))
    assert page(cast, published).called_off == ()


def test_of_a_series_that_is_called_off_only_what_is_near_is_said(
    cast: Cast, published: Published
) -> None:
    new = talks.NewTalk(moment(3, 10), 15, talks.PHONE, weeks=2, until=date(2027, 1, 20))
    first = talks.agree(cast.anna, cast.karin, new, moment(1, 9))
    talks.cancel_talk(first, cast.karin, moment(1, 10), with_following=True)
    assert [one.id for one in page(cast, published, 2).called_off] == [first]


def test_this_weeks_number_is_asked_for_and_shown(cast: Cast, published: Published) -> None:
    assert page(cast, published).weeks.count is None
    send(cast.anna, published, event("week_counted", "week", moment(1), week="2026-W49", count=0))
    week = page(cast, published).weeks
    assert (week.this_week, week.words, week.count, week.target) == ("2026-W49", "uge 49", 0, "")
    assert page(cast, published, 7).weeks.count is None


def test_a_plan_may_show_one_task_at_a_time_and_no_dates(cast: Cast, published: Published) -> None:
    template = published.plan("kort-vej")
    assert template is not None
    plans.end_plan(cast.anna, plans.running_plan(cast.anna).id, moment(1, 8))
    calm = replace(template, id="i-dit-tempo", show_dates=False, one_at_a_time=True)
    plans.enrol(cast.anna, calm, date(2026, 11, 2), moment(1, 9))
    found = page(cast, published, 2)
    assert [(g.heading, len(g.items)) for g in found.groups] == [("Alle opgaver", 1)]
    assert found.hidden == 3
    assert found.this_week == ()
    shown = found.groups[0].items[0]
    assert (shown.activity, shown.when, shown.note) == (SKELET, "", "")
    send(cast.anna, published, event("completed", f"item:{shown.row.id}", moment(2, 13)))
    after = page(cast, published, 2, 14)
    assert [i.activity for i in after.groups[0].items] == [PROFIL, SKELET]


def test_an_ended_plan_says_so(cast: Cast, published: Published) -> None:
    plans.end_plan(cast.anna, plans.running_plan(cast.anna).id, moment(4))
    found = page(cast, published, 5)
    assert (found.facts.is_running, found.groups, found.next) == (False, (), None)
    assert found.ended == "Dit forløb sluttede 4. december."


def test_a_renamed_task_keeps_its_tick_and_shows_its_new_place(
    cast: Cast, published: Published
) -> None:
    one_item = item(cast.anna, SKELET)
    plans.PlanItem.change({plans.PlanItem.task: "cv.rygrad.opgave"}, plans.PlanItem.id == one_item)
    renamed = replace(published, aliases={"cv.rygrad.opgave": SKELET})
    send(cast.anna, renamed, event("completed", f"activity:{SKELET}", moment(1, 10)))
    found = own_plan(cast.anna, moment(1), renamed)
    assert (one(found, SKELET).state, found.done) == ("done", 1)
