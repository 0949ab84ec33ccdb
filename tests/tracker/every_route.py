"""Every route as it can really be asked for: its address, and a form that it takes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from jobvej.catalog import Published
from tests.tracker import clubs as the_club
from tests.tracker import conftest
from tests.tracker.acts import book
from tests.tracker.conftest import NOW, PASSWORD, Web
from tests.visit import OWN_PAGE, Visitor
from tracker.appointments import calendars
from tracker.enrolment import own_tasks, pauses
from tracker.gatherings import club_tasks, club_tips
from tracker.models import ClubTask, ClubTip, PlanItem
from tracker.people import readers

CALENDAR = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nEND:VEVENT\nEND:VCALENDAR"
HELP_TASK = "jobnet.joblog.opgave"
CLUB = {
    "name": "Lager",
    "weekday": "1",
    "clock": "10:00",
    "minutes": "60",
    "mode": "video",
    "from_on": "2026-12-01",
    "until_on": "2027-01-26",
}


@dataclass
class Places:
    """What stands in the addresses, all of it Anna's."""

    citizen: UUID
    talk: UUID
    item: UUID
    done_item: UUID
    plan: UUID
    own: UUID
    absence: UUID
    kim: UUID
    """A consultant of the other team; sees nobody here until somebody lets her."""
    club: UUID
    task: UUID
    tip: UUID
    person: UUID
    """Of staff, on the operator's pages."""
    week: str = "2026-W49"
    names: dict[str, str] = field(default_factory=lambda: {"files.script": "page"})


def make_places(web: Web, published: Published) -> Places:
    """Make one of each thing that an address can name."""
    talk = book(web.cast.anna, web.cast.karin, NOW + timedelta(hours=1))
    own = own_tasks.add(web.cast.anna, "Ring til to firmaer", None, NOW, published)
    items = list(PlanItem.here(PlanItem.citizen == web.cast.anna).order_by(PlanItem.position))
    web.anna.post(f"/dine-opgaver/opgave/{items[1].id}/gjort/")
    kim = conftest.employ("Kim", team=web.cast.syd)
    day = NOW.date()
    absence = readers.set_absence(
        web.cast.karin, kim, day + timedelta(days=60), day + timedelta(days=61), kim, day
    )
    club = the_club.make(web.cast)
    the_club.join(club, web.cast.anna, web.cast, published)
    club_tasks.add_task(club.id, HELP_TASK, web.cast.karin, NOW, published)
    tip = {"title": "Truckfører", "place": "Havnen", "link": "", "until_on": NOW.date()}
    club_tips.add_tip(club.id, **tip, staff=web.cast.karin, now=NOW)
    task, tip_id = ClubTask.here().get().id, ClubTip.here().get().id
    found = Places(web.cast.anna, talk, items[0].id, items[1].id, items[0].plan, own,
                   absence, kim, club.id, task, tip_id, employed(web, "spare"))  # fmt: skip
    found.names["calendar.fetch"] = calendars.give(web.cast.anna, "citizen", NOW)
    found.names["files.film"] = "cv.0a1b2c3d.mp4"
    return found


def lay_film(web: Web, places: Places) -> None:
    """The film that a place names, where films are served from."""
    films = Path(web.app.extensions["jobvej.site"].films)
    films.mkdir(parents=True)
    (films / places.names["files.film"]).write_bytes(b"film")


def address(row: dict[str, str], places: Places) -> str:
    route = row["route"]
    name = places.names.get(row["endpoint"], "")
    for part, value in (
        ("<uuid:citizen>", places.citizen),
        ("<uuid:talk>", places.talk),
        ("<uuid:item>", places.own if "egen-opgave" in route else places.item),
        ("<uuid:person>", places.person),
        ("<uuid:plan>", places.plan),
        *((f"<uuid:{one}>", uuid4()) for one in ("ahead", "asked", "batch")),
        ("<uuid:pause>", _pause_id(places) if "<uuid:pause>" in route else ""),
        ("<uuid:absence>", places.absence),
        ("<uuid:club>", places.club),
        ("<uuid:task>", places.task),
        ("<uuid:tip>", places.tip),
        ("<day>", "2026-12-08"),
        ("<webinar>", "webinar.cv-paa-en-time"),
        ("<week>", places.week),
        ("<any(egen, faelles):device>", "egen"),
        ("<name>", name),
        ("<token>", name),
    ):
        route = route.replace(part, str(value))
    return route


def _pause_id(places: Places) -> UUID:
    """A pause of Anna's, made when it is first asked for."""
    found = pauses.not_over(pauses.pauses_of([places.citizen]).get(places.citizen, ()), NOW.date())
    if found:
        return UUID(str(found[0].id))
    return pauses.set_pause(places.citizen, date(2026, 12, 14), date(2026, 12, 18), None, NOW)


def _reworded(places: Places) -> str:
    """The key of a task whose words the template has changed since."""
    PlanItem.change({PlanItem.title: "Gamle ord"}, PlanItem.id == places.item)
    return PlanItem.here(PlanItem.id == places.item).get().key


def body(endpoint: str, places: Places, web: Web) -> dict[str, Any]:
    """A form that the view takes, so that being let in is seen as a success."""

    def new_rows() -> dict[str, str]:
        row = f"Ny B.;{uuid4().hex[:8]};kort-vej;1.12.2026;med sparring"
        return {"text": f"navn;reference;forløb;start;hjælp\n{row}"}

    later = {"day": "2026-12-08", "clock": "10:00", "minutes": "15", "mode": "phone"}
    bodies: dict[str, Callable[[], dict[str, Any]]] = {
        "sign_in.enter": lambda: {"code": web.cast.anna_code, "enhed": "egen"},
        "staff_sign_in.enter": lambda: {"name": "karin", "password": PASSWORD},
        "helped.count": lambda: {"lesson": "cv.skelet", "answer": "yes"},
        "plan.week": lambda: {"count": "1"},
        "plan.ask": lambda: {"kind": "call_me"},
        "plan.rest": lambda: {"from_on": "2026-12-02", "until_on": "2026-12-04"},
        "plan.add": lambda: {"title": f"Besøg sted {uuid4().hex[:4]}"},
        "plan.add_from_course": lambda: {"task": "cv.skelet.opgave"},
        "plan.move": lambda: {"to_on": "2026-12-09"},
        "plan.wish": lambda: {"topic": "cv"},
        "club.add_member": lambda: {"citizen": str(places.citizen)},
        "open.choose": lambda: {"formaal": "help"},
        "import_talks.look": lambda: {"text": CALENDAR, "mode": "phone"},
        "import_talks.take": lambda: {"text": CALENDAR, "mode": "phone"},
        "appointment.replace": lambda: later,
        "citizen.correct": lambda: {
            "display_name": "Anna K.",
            "reference": "2026-1",
            "support_level": "med-sparring",
        },
        "today.make": lambda: {"citizen": str(places.citizen), **later},
        "talk.end": lambda: {"talk": str(places.talk), "outcome": "held", "agreed": "Ring"},
        "talk.none": lambda: {"talk": str(places.talk)},
        "talk.add": lambda: {"title": "Besøg et firma"},
        "talk.confirm": lambda: {"items": str(places.done_item)},
        "talk.waive": lambda: {"item": str(places.item), "reason": "andet"},
        "staff.save_team": lambda: {"team_name": f"Team {uuid4()}"[:20]},
        "staff.employ": lambda: {
            "staff_name": "Ny",
            "sign_in_name": uuid4().hex,
            "role": "leader",
            "team": "",
        },
        "staff.change": lambda: {"staff_name": "Ny", "role": "leader", "team": ""},
        "citizen_plan.add": lambda: {"title": "Besøg et firma"},
        "citizen_plan.move": lambda: {"to_on": "2026-12-09"},
        "citizen_plan.swap": lambda: {"other": "helbred.hvad-siger-du.opgave"},
        "citizen_plan.waive": lambda: {"reason": "andet"},
        "citizen_plan.start": lambda: {"template": "to-om-ugen", "start_on": "2026-12-07"},
        "citizen_plan.end": lambda: {"end_reason": "job"},
        "citizen_plan.renew": lambda: {"kind": "nye-ord", "key": _reworded(places)},
        "citizen_plan.rest": lambda: {"from_on": "2026-12-02", "until_on": "2026-12-04"},
        "citizen_plan.target": lambda: {"per_week": "3", "from_week": "2026-W50"},
        "readers.add": lambda: {"reader": str(places.kim)},
        "readers.remove": lambda: {"reader": str(places.kim)},
        "readers.give": lambda: {"to": str(places.kim), "on_date": "2026-12-09"},
        "absence.make": lambda: {
            "staff": str(web.cast.karin),
            "cover": str(places.kim),
            "from_on": "2026-12-02",
            "until_on": "2026-12-03",
        },
        "absence.hand_over_all": lambda: {
            "giver": str(web.cast.karin),
            "to": str(places.kim),
            "on_date": "2026-12-09",
        },
        "chosen.ask_letters": lambda: {"borger": str(places.citizen)},
        "chosen.new_codes": lambda: {"borger": str(places.citizen)},
        "chosen.ask_hand_over": lambda: {"borger": str(places.citizen)},
        "chosen.give": lambda: {
            "borger": str(places.citizen),
            "to": str(places.kim),
            "on_date": "2026-12-09",
        },
        "chosen.ask_start": lambda: {"borger": str(places.citizen)},
        "chosen.start": lambda: {
            "borger": str(places.citizen),
            "template": "to-om-ugen",
            "start_on": "2026-12-01",
        },
        "new_citizen.look": new_rows,
        "new_citizen.take": new_rows,
        "own_data.erase": lambda: {"word": "SLET"},
        "trial.make": lambda: {"template": "kort-vej"},
        "clubs.make": lambda: {
            **CLUB,
            "name": "Jobklub Kontor",
            "consultant": str(web.cast.karin),
        },
        "clubs.change": lambda: {**CLUB, "consultant": str(web.cast.karin)},
        "club.add_task": lambda: {"task": "cv.ret-til.opgave"},
        "club.add_tip": lambda: {"title": "Truckfører", "place": "Åby", "until_on": "2026-12-08"},
        "club.change_meeting": lambda: {
            "held_on": "2026-12-09",
            "clock": "10:00",
            "mode": "video",
        },
        "new_citizen.make": lambda: {
            "citizen": str(uuid4()),
            "display_name": "Ny B.",
            "reference": uuid4().hex[:8],
            "template": "kort-vej",
            "start_on": "2026-12-01",
            "support_level": "med-sparring",
        },
    }
    return bodies.get(endpoint, dict)()


def ask(row: dict[str, str], visitor: Visitor, web: Web, places: Places) -> int:
    path = address(row, places)
    if row["endpoint"] == "device.receive":
        batch = {"person": str(web.cast.anna), "sent_at": "2026-12-01T08:00:00Z", "events": []}
        return visitor.json(path, batch).status_code
    if row["method"] == "POST":
        form = body(row["endpoint"], places, web)
        return visitor.client.post(path, data=form, headers=OWN_PAGE).status_code
    return visitor.client.get(path).status_code


def employed(web: Web, name: str, role: str = "leader") -> UUID:
    return conftest.employ(name, role, web.cast.nord)


def employ(web: Web, role: str) -> Visitor:
    return web.signed_in(employed(web, role, role), role)
