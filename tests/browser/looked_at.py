"""Every page of the tracker by its address, and a town that gives each something to show."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid4

from playwright.sync_api import Page

from tests.browser.conftest import PASSWORD, Jobvej
from tracker.appointments import talks
from tracker.clock import iso_week, local_date
from tracker.events import progress
from tracker.events.incoming import IncomingEvent
from tracker.figures import helped
from tracker.gatherings import club_meetings, club_tasks, club_tips, clubs, webinars
from tracker.models import Club, Staff
from tracker.people import staff
from tracker.workdays import on_or_after

PUBLIC = ("/log-paa/", "/job/log-paa/", "/findes-ikke/", "/log-af/")
CITIZEN = (
    "/dine-opgaver/",
    "/dine-opgaver/det-ser-din-jobkonsulent/",
    "/dine-opgaver/hvem-har-aabnet/",
    "/dine-opgaver/aendringer/",
    "/kalender/",
    "/dine-opgaver/jobklub/{club}/",
    "/dine-opgaver/webinarer/",
    "/dine-opgaver/hent/",
    "/dine-opgaver/slet/",
    "/log-af/",
)
STAFF = (
    "/job/i-dag/",
    "/job/i-dag/print/",
    "/job/samtaler/hent/",
    "/kalender/",
    "/job/borgere/",
    "/job/borgere/ny/",
    "/job/borgere/hent/",
    "/job/borgere/breve/",
    "/job/fravaer/",
    "/job/proev-som-borger/",
    "/job/jobklubber/",
    "/job/jobklubber/ny/",
    "/job/jobklubber/{club}/",
    "/job/jobklubber/{club}/ret/",
    "/job/jobklubber/{club}/moeder/{day}/",
)
OF_A_CITIZEN = (
    "/job/borgere/{citizen}/samtale/",
    "/job/borgere/{citizen}/forloeb/",
    "/job/borgere/{citizen}/journalnotat/",
    "/job/borgere/{citizen}/adgang/",
    "/job/borgere/{citizen}/oplysninger/",
    "/job/borgere/{citizen}/brev/",
    "/job/borgere/{citizen}/samtaler/{talk}/ret/",
)
CLICKED = (
    "/job/borgere/{citizen}/aabn/",
    "/leder/tal/",
    "/leder/hjalp-det/",
    "/drift/",
    "/drift/ansatte/{person}/",
    "/drift/ansatte/{person}/adgangskode/",
    "/databeskyttelse/",
    "/databeskyttelse/stikproever/{name}/",
)
"""What the tests of the other roles come to by themselves."""
NO_PAGE = {
    *(
        "device.show",
        "device.erased",
        "files.script",
        "files.sheet",
        "files.film",
        "health.alive",
        "health.ready",
    ),
    *("own_data.file", "team_figures.file", "calendar.fetch"),
    *("single_sign_on.show", "single_sign_on.back", "mitid.go", "mitid.back"),
    # Only where the municipality has MitID set up.
    *("mitid.show", "mitid.ask", "own_data.own_mitid", "citizen.use_of_mitid"),
}

COMMON = "jobsoegning.skjulte-job.opgave"
"""A task that the members of the club do together."""
FOCUSED = """() => {
  const one = document.activeElement;
  if (one === document.body) return null;
  const box = (one.closest('label') || one).getClientRects()[0];
  const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return [Boolean(at) && (one.contains(at) || at.contains(one)), one.textContent || one.name];
}"""


def hidden_focus(page: Page) -> list[str]:
    """What nobody sees in its middle when it has the focus, on the whole way through a page."""
    page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0); }")
    hidden = []
    for _ in range(300):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUSED)
        if found is None:
            return hidden
        if not found[0]:
            hidden.append(found[1].strip())
    raise AssertionError("the keyboard goes round in a ring")


TWICE_AS_LARGE = """() => {
  const page = document.documentElement;
  page.style.fontSize = '200%';
  const wide = page.scrollWidth - innerWidth;
  page.style.fontSize = '';
  return wide;
}"""
"""How far the page reaches beside the screen of somebody who reads all text at twice its size."""


def leader_with_figures(one: Jobvej) -> None:
    """Lis, a leader, and answers under two lessons: many months of one, too few of the other.

    Sus and Dorte run the machine and look after data.
    """
    with one.store():
        for name, role in (("Lis", "leader"), ("Sus", "operator"), ("Dorte", "dpo")):
            staff.add_staff(staff.Place(name, role, None), name, PASSWORD)
        for month in ("2026-07", "2026-08", "2026-09", "2026-10"):
            helped.add("cv.profiltekst", month, "yes", 117)
            helped.add("cv.profiltekst", month, "no", 21)
        helped.add("cv.cv-skelet", "2026-10", "partly", 4)


def club_with(one: Jobvej, member: str) -> UUID:
    """Karin's job club, whose first meeting is the next working day, with one member and a tip.

    The second meeting is cancelled, and there is a task in common.

    The member has signed up for a webinar too and counted applications for eight weeks: as much
    as the page before a call may have to hold.
    """
    with one.store():
        karin = Staff.here(Staff.sign_in_name == "karin").get()
        published, now = one.published, datetime.now(UTC)
        rule = clubs.ClubRule(
            name="Lager og transport", consultant=karin.id, company_consultant=None,
            weekday=tomorrow().weekday(), starts=time(10), minutes=60, mode="in_person",
            place="Biblioteket, lokale 2", link="https://moede.example.dk/lager",
            from_on=tomorrow(), until_on=tomorrow() + timedelta(weeks=10),
        )  # fmt: skip
        club = clubs.make_club(karin.team, rule, karin.id, now)
        citizen = one.ids[member]
        clubs.add_member(club, citizen, karin.id, now)
        clubs.show_name(club, citizen, True)
        club_tasks.add_task(club, COMMON, karin.id, now, published)
        _, second, *_ = club_meetings.coming(Club.here().get(), now)
        club_meetings.cancel_meeting(second, karin.id, now)
        tip = {"title": "Truckfører", "place": "Havnen", "link": "", "until_on": tomorrow()}
        club_tips.add_tip(club, **tip, staff=karin.id, now=now)
        for webinar in published.webinars:
            if not webinar.sign_up_url:
                webinars.sign_up(citizen, webinar, now)
        for back in range(8):
            week = iso_week(local_date(now) - timedelta(weeks=back))
            said = {"week": week, "count": back % 4}
            event = IncomingEvent(uuid4(), "week_counted", f"week:{week}", now, back + 1, said)
            progress.record(citizen, [event], sent_at=now, now=now, published=published)
    return club


def talk_with(one: Jobvej, name: str) -> UUID:
    """A talk of Karin's with somebody, tomorrow."""
    with one.store():
        karin = Staff.here(Staff.sign_in_name == "karin").get()
        now = datetime.now(UTC)
        tomorrow = talks.NewTalk(now + timedelta(days=1), 15, "phone")
        return talks.agree(one.ids[name], karin.id, tomorrow, now)


def tomorrow() -> date:
    """The first working day after today: a club does not meet on holidays."""
    return on_or_after(datetime.now(UTC).date() + timedelta(days=1))
