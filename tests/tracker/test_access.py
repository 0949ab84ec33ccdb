"""Every role × route × own/other cell is really asked for, against the reviewed ACCESS.tsv."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from jobvej.catalog import Published
from tests.tracker import clubs as the_club
from tests.tracker.acts import rows_of
from tests.tracker.conftest import CHEAP, NOW, PASSWORD, Web
from tests.visit import OWN_PAGE, Visitor
from tracker import access
from tracker.access import citizens_visible_to
from tracker.appointments import calendars, talks
from tracker.enrolment import own_tasks, pauses
from tracker.gate import rule_of
from tracker.gatherings import club_tasks, club_tips
from tracker.models import AccessLog, ClubTask, ClubTip, PlanItem, Staff
from tracker.people import readers, staff

ACCESS = Path(access.__file__).parent / "ACCESS.tsv"
ROWS = list(csv.DictReader(ACCESS.open(encoding="utf-8"), delimiter="\t"))
CALENDAR = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nEND:VEVENT\nEND:VCALENDAR"
REFUSED = (401, 403, 404)
HELP_TASK = "jobnet.joblog.opgave"


def test_the_reviewed_list_is_the_url_map(web: Web):
    """A new or removed route is a decision, and shows in the review as a line of this file."""
    with web.app.app_context():
        declared = set()
        for one in web.app.url_map.iter_rules():
            rule = rule_of(one.endpoint)
            assert rule, f"{one.endpoint} declares no access"
            for method in one.methods - {"HEAD", "OPTIONS"}:
                roles = ",".join(rule.roles)
                declared.add((one.rule, method, one.endpoint, roles, rule.scope))
    assert {tuple(row.values()) for row in ROWS} == declared


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


@pytest.fixture
def places(web: Web, published: Published) -> Places:
    talk = talks.make_talk(
        web.cast.anna, web.cast.karin, NOW + timedelta(hours=1), 15, "phone", NOW
    )
    own = own_tasks.add(web.cast.anna, "Ring til to firmaer", None, NOW, published)
    items = list(PlanItem.here(PlanItem.citizen == web.cast.anna).order_by(PlanItem.position))
    web.anna.post(f"/dine-opgaver/opgave/{items[1].id}/gjort/")
    films = Path(web.app.extensions["jobvej.site"].films)
    films.mkdir(parents=True)
    (films / "cv.0a1b2c3d.mp4").write_bytes(b"film")
    kim = staff.add_staff(
        name="Kim", sign_in_name="kim", role="consultant", team=web.cast.syd, password="x",
        hasher=CHEAP,
    )  # fmt: skip
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
        "import_talks.look": lambda: {"text": "dato;klokken;navn\n1;1;1", "mode": "phone"},
        "import_talks.take": lambda: {"text": CALENDAR, "mode": "phone"},
        "replace_talk.replace": lambda: later,
        "citizen_details.correct": lambda: {
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
        "talk.undo": lambda: {"kind": "added", "target": str(places.item)},
        "staff_list.save_team": lambda: {"team_name": f"Team {uuid4()}"[:20]},
        "staff_list.employ": lambda: {
            "staff_name": "Ny",
            "sign_in_name": uuid4().hex,
            "role": "leader",
            "team": "",
        },
        "staff_member.change": lambda: {"staff_name": "Ny", "role": "leader", "team": ""},
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
        "readers.hand_over": lambda: {"to": str(places.kim), "on_date": "2026-12-09"},
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
        "code_letters.ask": lambda: {"borger": str(places.citizen)},
        "code_letters.make": lambda: {"borger": str(places.citizen)},
        "start_plans.ask": lambda: {"borger": str(places.citizen)},
        "start_plans.start": lambda: {
            "borger": str(places.citizen),
            "template": "to-om-ugen",
            "start_on": "2026-12-01",
        },
        "import_citizens.look": new_rows,
        "import_citizens.take": new_rows,
        "erase_own.erase": lambda: {"word": "SLET"},
        "trial.make": lambda: {"template": "kort-vej"},
        "club_rule.make": lambda: {
            **CLUB,
            "name": "Jobklub Kontor",
            "consultant": str(web.cast.karin),
        },
        "club_rule.change": lambda: {**CLUB, "consultant": str(web.cast.karin)},
        "club.add_task": lambda: {"task": "cv.ret-til.opgave"},
        "club.add_tip": lambda: {"title": "Truckfører", "place": "Åby", "until_on": "2026-12-08"},
        "club_meeting.change": lambda: {
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
    if row["endpoint"] == "events.receive":
        batch = {"person": str(web.cast.anna), "sent_at": "2026-12-01T08:00:00Z", "events": []}
        return visitor.json(path, batch).status_code
    if row["method"] == "POST":
        form = body(row["endpoint"], places, web)
        return visitor.client.post(path, data=form, headers=OWN_PAGE).status_code
    return visitor.client.get(path).status_code


def employed(web: Web, name: str, role: str = "leader") -> UUID:
    return staff.add_staff(
        name=name, sign_in_name=name, role=role, team=web.cast.nord, password="x", hasher=CHEAP
    )


def employ(web: Web, role: str) -> Visitor:
    return web.signed_in(employed(web, role, role), role)


CLUB = {
    "name": "Lager",
    "weekday": "1",
    "clock": "10:00",
    "minutes": "60",
    "mode": "video",
    "from_on": "2026-12-01",
    "until_on": "2027-01-26",
}
FINE, HERE, NOT_THERE, NO = (200, 303), (200,), (404,), (403,)
ROLE = {"anna": "citizen", "bo": "citizen", "karin": "consultant", "lars": "consultant"}
OF_ONE = ("citizen", "page", "changes", "responsible", "club", "club_team")
AFTER_WHY = ("page", "changes")
"""Scopes of views for which somebody must first have said why."""
OF_OTHERS = {
    ("lars", "club_rule.make"): (422,),  # Karin is not of the team
    ("karin", "club.add_member"): (422,),  # Anna is in the club already
    ("lars", "today.make"): (422,),  # the form offers no such citizen
    ("lars", "code_letters.ask"): NOT_THERE,
    ("lars", "code_letters.make"): NOT_THERE,
    ("lars", "start_plans.ask"): NOT_THERE,
    ("lars", "start_plans.start"): NOT_THERE,
    ("lars", "absence.make"): (422,),  # nor such a colleague
    ("lars", "absence.hand_over_all"): (422,),
    ("lars", "absence.end"): NOT_THERE,  # Karin has ended it
    ("bo", "own_club.show"): NOT_THERE,
    ("bo", "own_club.name"): NOT_THERE,
    ("anna", "webinars.attended"): NOT_THERE,  # it has not been held
    ("bo", "webinars.attended"): NOT_THERE,
    ("anna", "plan.add_from_course"): (422,),  # it is on the list, and open
    ("bo", "plan.add_from_course"): (422,),
    ("bo", "plan.done"): NOT_THERE,
    ("bo", "plan.undo"): NOT_THERE,
    ("bo", "plan.move"): NOT_THERE,
    ("bo", "plan.take_off"): NOT_THERE,
    ("bo", "plan.end_rest"): NOT_THERE,
    ("bo", "events.receive"): (409,),  # the rows stay with their owner
}


def expected(row: dict[str, str], who: str) -> tuple[int, ...]:
    """The statuses of one cell: from the row's roles and scope, and whose data is named."""
    roles, is_about_one = row["roles"].split(","), row["scope"] in OF_ONE
    if roles == ["anyone"]:
        return FINE
    if who == "nobody":
        # To the sign-in; a form in which something was written shows that first.
        return (401,) if row["route"].startswith("/api/") else (303, 401)
    if ROLE.get(who, who) not in roles:
        return NOT_THERE if is_about_one else NO
    if who == "lars" and is_about_one:
        return NOT_THERE
    if row["scope"] in AFTER_WHY:
        return HERE if row["method"] == "GET" else NO  # Karin has not said why yet
    return OF_OTHERS.get((who, row["endpoint"]), FINE)


OTHERS = ("leader", "operator", "dpo")
CAST = ("nobody", "anna", "bo", "karin", "lars", *OTHERS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['method']} {row['route']}")
def test_each_role_gets_what_the_list_says(web: Web, places: Places, row: dict[str, str]):
    for who in CAST:
        if who in OTHERS:
            visitor = employ(web, who)
        else:
            visitor = web.nobody() if who == "nobody" else getattr(web, who)
        assert ask(row, visitor, web, places) in expected(row, who), who
        if row["endpoint"] == "sign_out.leave" and who in ("anna", "bo", "karin", "lars"):
            delattr(web, who)
    # Nobody above was let in by the grant; now Karin says why, and is.
    if row["scope"] in AFTER_WHY:
        assert ask(row, web.opened_by_karin(), web, places) in (200, 303)


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row["scope"] in AFTER_WHY], ids=lambda r: r["route"]
)
def test_without_a_purpose_nothing_is_read_and_nothing_is_done(web: Web, places: Places, row):
    path = address(row, places)
    if row["method"] == "GET":
        page = web.karin.get(path)
    else:
        page = web.karin.post(path, body(row["endpoint"], places, web))
    assert page.h1 == "Hvorfor åbner du siden?"
    assert "data-shared" not in page.html
    assert "opgaver" not in page.text()
    assert AccessLog.select().count() == 0


@pytest.mark.parametrize(
    "row",
    [row for row in ROWS if row["scope"] in ("changes", "responsible")],
    ids=lambda row: f"{row['method']} {row['endpoint']}",
)
def test_whoever_only_reads_along_changes_nothing(web: Web, places: Places, row: dict[str, str]):
    readers.add_reader(web.cast.anna, web.cast.lars, web.cast.karin, NOW.date())
    web.lars.post(f"/job/borgere/{web.cast.anna}/aabn/", {"formaal": "help"})
    address(row, places)  # makes what it names
    kept = rows_of(web.cast.anna)
    assert ask(row, web.lars, web, places) == 403
    assert rows_of(web.cast.anna) == kept


def test_a_view_that_declares_nothing_is_refused_to_everyone(web: Web):
    web.app.add_url_rule("/glemt/", "forgotten", lambda: "secret")
    for visitor in (web.nobody(), web.anna, web.karin):
        page = visitor.get("/glemt/")
        assert page.status == 403
        assert "secret" not in page.html


def test_a_view_is_under_its_pages_rule_unless_it_says_otherwise(web: Web):
    page = access.Page("dummy", "/proeve", "leader", scope="figures")
    page.add_url_rule("/", "show", lambda: "numbers")
    page.add_url_rule("/egen/", "own", access.access("citizen", scope="own")(lambda: "own"))
    web.app.register_blueprint(page)
    for path, answers in (("/proeve/", (303, 403, 403)), ("/proeve/egen/", (303, 200, 403))):
        visitors = (web.nobody(), web.anna, web.karin)
        assert tuple(one.client.get(path).status_code for one in visitors) == answers


def test_a_role_or_scope_that_does_not_exist_cannot_be_declared():
    for roles, scope in ((("boss",), "public"), ((), "public"), (("citizen",), "all")):
        with pytest.raises(ValueError, match="no such access"):
            access.access(*roles, scope=scope)
        with pytest.raises(ValueError, match="no such access"):
            access.Page("dummy", "/proeve", *roles, scope=scope)


def test_consultant_sees_only_own_team(web: Web):
    karin, lars = (Staff.here(Staff.id == one).get() for one in (web.cast.karin, web.cast.lars))
    assert [one.id for one in citizens_visible_to(karin, NOW.date())] == [web.cast.anna]
    assert [one.id for one in citizens_visible_to(lars, NOW.date())] == [web.cast.bo]


@pytest.mark.parametrize("role", OTHERS)
def test_whoever_is_no_consultant_sees_no_citizen(web: Web, role: str):
    one = Staff.here(Staff.id == employed(web, role, role)).get()
    assert list(citizens_visible_to(one, NOW.date())) == []


@pytest.mark.parametrize("role", OTHERS)
def test_whoever_is_no_consultant_has_no_page_about_a_person(web: Web, places: Places, role: str):
    """Not even in the list of what is allowed; and what they may open names nobody."""
    visitor = employ(web, role)
    scopes = {"leader": {"figures"}, "operator": {"staff"}, "dpo": {"samples"}}[role]
    mine = [row for row in ROWS if role in row["roles"].split(",")]
    assert {row["scope"] for row in mine} == scopes
    for row in mine:
        if row["method"] == "GET":
            text = visitor.client.get(address(row, places)).get_data(as_text=True)
            for secret in ("Anna K.", "Bo M.", "2026-1<", "Skriv CV", str(web.cast.anna)):
                assert secret not in text, row["route"]
