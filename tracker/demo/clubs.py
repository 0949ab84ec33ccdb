"""The demo's job club, its members and jobs, and who signed up for the webinar that comes."""

from datetime import datetime, time, timedelta
from typing import Any

from tracker.clock import local_date, months_after
from tracker.demo.days import Days
from tracker.demo.people import KARIN, LARS
from tracker.gatherings import club_meetings, club_tasks, club_tips, clubs, webinars
from tracker.models import Citizen, Club
from tracker.workdays import on_or_after

MEMBERS = ("Bo T.", "Oleksandr D.", "Hassan I.", "Jens O.", "Viktor P.", "Birgit S.", "Daniel K.",
           "Mahmoud E.", "Milan V.")  # fmt: skip
NAMED = ("Oleksandr D.",)
"""Who shows the first name to the others."""
SIGNED_UP = ("Bo T.", "Ines P.", "Sara J.")
TASKS = ("kompetencer.hvad-kan-jeg.opgave", "jobsoegning.skjulte-job.opgave")
JOBS = (
    ("Medhjælper til lageret", "Havnens Lager, Åby", 6),
    ("Chauffør på varevogn", "Budtjenesten, Østby", 9),
    ("Pakkeri, aftenhold", "Bageriet på Industrivej, Åby", 13),
)
"""(job, place, days until it hides itself)."""


def run_club(days: Days) -> None:
    """A club that meets on the weekday of the demo's talks, with next week's meeting moved."""
    leads, told = days.staff[KARIN].id, days.staff[LARS].id
    began, added = days.ago(10, 9), days.ago(1, 11)
    start, day = local_date(began), days.day
    club_id = clubs.make_club(
        days.staff[KARIN].team,
        clubs.ClubRule(
            name="Lager og transport",
            consultant=leads,
            company_consultant=told,
            weekday=day.weekday(),
            starts=time(14),
            minutes=60,
            mode="in_person",
            place="Biblioteket, lokale 2",
            link="https://moede.example.dk/lager",
            from_on=start,
            until_on=months_after(day, 3),
        ),
        leads,
        began,
    )
    club = Club.here(Club.id == club_id).get()
    for name in MEMBERS:
        clubs.add_member(club.id, _person(name).id, leads, added)
    for task in TASKS:
        if days.published.activity(task):
            club_tasks.add_task(club.id, task, leads, added, days.published)
    for name in NAMED:
        clubs.show_name(club.id, _person(name).id, True)
    for title, place, ahead in JOBS:
        until_on = day + timedelta(days=ahead)
        club_tips.add_tip(
            club.id, title=title, place=place, link="", until_on=until_on, staff=told, now=added
        )
    _move_next(club, days.now)


def sign_up(days: Days) -> None:
    """Some mean to be at each webinar of the municipality that lies ahead."""
    ahead = [one for one in days.published.webinars if not webinars.is_over(one, days.now)]
    for webinar in (one for one in ahead if not one.sign_up_url):
        for name in SIGNED_UP:
            webinars.sign_up(_person(name).id, webinar, days.ago(1, 12))


def _person(name: str) -> Any:
    return Citizen.here(Citizen.display_name == name).get()


def _move_next(club: Any, now: datetime) -> None:
    """Next week's meeting is held the day after, on video."""
    [_, following, *_] = club_meetings.coming(club, now)
    held_on = on_or_after(following.planned_on + timedelta(days=1))
    new = club_meetings.OneMeeting(held_on, time(13), "video", "", club.link)
    club_meetings.change_meeting(following, new, club.consultant, now)
