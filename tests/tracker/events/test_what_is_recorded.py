"""What of a person's ticks and films is kept: in the plan, beside it, under former ids."""

from dataclasses import replace

import pytest

from jobvej.catalog import Published
from tests.tracker.acts import (
    FILM,
    HELBRED,
    SKELET,
    done,
    event,
    figure,
    item,
    moment,
    send,
    tables,
    verdict_of,
)
from tests.tracker.conftest import Cast
from tracker.account.device import device_state
from tracker.enrolment import plan_items, plans
from tracker.events.progress import rebuild
from tracker.models import Event

NOON = moment(1)


def test_a_film_is_recorded_in_the_plan_and_nowhere_else(cast: Cast, published: Published) -> None:
    inside = verdict_of(cast.anna, published, "completed", f"activity:{FILM}", NOON)
    outside = verdict_of(
        cast.anna, published, "completed", "activity:helbred.hvad-siger-du.video", NOON
    )
    assert inside == ("stored", "")
    assert outside[0] == "not_recorded"
    assert done(cast.anna) == [FILM]
    assert figure(cast.anna) == (0, 4), "a film is no second item"


def test_a_film_of_a_task_that_was_taken_out_is_not_recorded(
    cast: Cast, published: Published
) -> None:
    plan_items.remove(
        cast.anna, item(cast.anna, SKELET), cast.karin, moment(1, 11), published=published
    )
    late = verdict_of(cast.anna, published, "completed", f"activity:{FILM}", NOON)
    before = verdict_of(cast.anna, published, "completed", f"activity:{FILM}", moment(1, 10))
    assert (late[0], before[0]) == ("not_recorded", "stored")
    plan_items.restore(
        cast.anna, item(cast.anna, SKELET), cast.karin, moment(1, 13), published=published
    )
    again = verdict_of(cast.anna, published, "completed", f"activity:{FILM}", moment(1, 14))
    assert again[0] == "stored"


def test_a_film_is_recorded_to_the_end_of_the_plans_last_day(
    cast: Cast, published: Published
) -> None:
    plans.end_plan(cast.anna, plans.running_plan(cast.anna).id, moment(1, 10))
    times = (moment(1, 22), moment(2))
    answers = [
        verdict_of(cast.anna, published, "completed", f"activity:{FILM}", at)[0] for at in times
    ]
    assert answers == ["stored", "not_recorded"]


def test_what_was_seen_before_the_plan_may_be_brought_along(
    cast: Cast, published: Published
) -> None:
    early = event("completed", f"activity:{FILM}", moment(20, month=11))
    assert send(cast.anna, published, early, now=NOON)[0].verdict == "stored"


@pytest.mark.parametrize(
    ("audience", "verdict"), [("citizen", "stored"), ("consultant", "not_recorded")]
)
def test_what_is_ticked_in_a_lesson_for_staff_leaves_no_trace(
    cast: Cast, published: Published, audience: str, verdict: str
) -> None:
    course = published.course_of(HELBRED)
    assert course
    [lesson] = course.lessons
    plain = replace(course, audience=audience, lessons=(replace(lesson, sensitive=False),))
    others = tuple(one for one in published.courses if one != course)
    changed = replace(published, courses=(*others, plain))
    assert verdict_of(cast.anna, changed, "completed", f"activity:{HELBRED}", NOON)[0] == verdict
    assert Event.select().count() == (verdict == "stored")


def test_a_sensitive_lesson_outside_the_plan_leaves_no_trace(
    cast: Cast, published: Published
) -> None:
    answer = verdict_of(cast.anna, published, "completed", f"activity:{HELBRED}", NOON)
    assert answer[0] == "not_recorded"
    assert Event.select().count() == 0
    plan_items.add(cast.anna, task=HELBRED, planned_on=None, staff=cast.karin,
                   now=moment(1, 13), published=published)  # fmt: skip
    answer = verdict_of(cast.anna, published, "completed", f"activity:{HELBRED}", moment(1, 14))
    assert answer[0] == "stored"


def test_a_person_may_have_fifty_unknown_subjects_and_no_more(
    cast: Cast, published: Published
) -> None:
    fifty = [event("completed", f"activity:ny.lektion-{n}.opgave", NOON) for n in range(50)]
    assert {v.verdict for v in send(cast.anna, published, *fifty)} == {"stored"}
    answers = [
        verdict_of(cast.anna, published, "completed", f"activity:{task}", NOON)
        for task in ("ny.lektion-51.opgave", "ny.lektion-7.opgave", SKELET)
    ]
    assert [verdict for verdict, _ in answers] == ["refused", "stored", "stored"]


def test_a_former_id_counts_for_the_id_in_use(cast: Cast, published: Published) -> None:
    renamed = replace(published, aliases={"cv.rygrad.opgave": SKELET})
    send(cast.anna, renamed, event("completed", "activity:cv.rygrad.opgave", NOON))
    assert done(cast.anna) == [SKELET]
    assert device_state(cast.anna, renamed)[SKELET]["state"] == "done"
    assert "cv.rygrad.opgave" not in device_state(cast.anna, renamed)


def test_ticks_under_a_former_id_stay_when_the_id_is_renamed_later(
    cast: Cast, published: Published
) -> None:
    early = "cv.ny-lektion.opgave"
    send(cast.anna, published, event("completed", f"activity:{early}", moment(1, 10)))
    renamed = replace(published, aliases={early: HELBRED})
    lesson = replace(published.courses[-1].lessons[0], sensitive=False)
    renamed = replace(
        renamed,
        courses=(*published.courses[:-1], replace(published.courses[-1], lessons=(lesson,))),
    )
    send(cast.anna, renamed, event("reopened", f"activity:{HELBRED}", moment(1, 9)))
    assert HELBRED in done(cast.anna), "the later tick stands, under whatever name it came"
    before = tables(cast.anna)["ItemState"]
    rebuild(renamed, cast.anna)
    assert done(cast.anna) == [HELBRED]
    assert tables(cast.anna)["ItemState"] == before
