"""What was done today is offered to be taken back, as long as it stands."""

from datetime import timedelta

from jobvej.catalog import Published
from tests.tracker.acts import HELBRED, JOBLOG, PROFIL, SKELET, book, event, item, moment, send
from tests.tracker.conftest import Cast
from tracker.appointments import talks
from tracker.enrolment import plan_items
from tracker.enrolment.take_back import undoable

MORNING = moment(8, 9)


def test_todays_actions_can_be_taken_back_and_yesterdays_not(
    cast: Cast, published: Published
) -> None:
    anna, karin = cast.anna, cast.karin
    talk = book(anna, karin, moment(8, 10), moment(1))
    plan_items.waive(anna, item(anna, JOBLOG), "andet", karin, moment(7), published=published)
    assert undoable(anna, MORNING, published) == ()
    plan_items.waive(anna, item(anna, SKELET), "andet", karin, MORNING, published=published)
    added = plan_items.add(anna, task=HELBRED, planned_on=None, staff=karin,
                           now=MORNING + timedelta(minutes=1), published=published)  # fmt: skip
    send(anna, published,
         event("confirmed", f"item:{item(anna, PROFIL)}", MORNING + timedelta(minutes=2)),
         staff=karin)  # fmt: skip
    talks.end_talk(talk, talks.HELD, "", None, karin, moment(8, 10, 15))
    assert [(a.kind, a.what) for a in undoable(anna, moment(8, 11), published)] == [
        ("talk", "Samtalen 8. dec. er afholdt"),
        ("confirmed", "Gennemgået sammen: Skriv din profiltekst"),
        ("added", "Tilføjet: Skriv, hvad du vil sige"),
        ("waived", "Ikke relevant: Skriv CV'ets skelet"),
    ]
    talks.undo_end(talk, moment(8, 11))
    plan_items.remove(anna, added, karin, moment(8, 11), published=published)
    plan_items.restore(anna, item(anna, SKELET), karin, moment(8, 11), published=published)
    send(anna, published,
         event("unconfirmed", f"item:{item(anna, PROFIL)}", moment(8, 11)),
         staff=karin)  # fmt: skip
    none = undoable(anna, moment(8, 12), published)
    assert none == (), "what was added and undone leaves nothing"
    plan_items.remove(anna, item(anna, SKELET), karin, moment(8, 13), published=published)
    assert [a.what for a in undoable(anna, moment(8, 14), published)] == [
        "Taget ud: Skriv CV'ets skelet"
    ]
    assert undoable(anna, moment(9), published) == ()
