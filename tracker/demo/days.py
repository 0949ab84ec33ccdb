"""The days behind the demo's people, lived by the functions that real people use."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from jobvej.catalog.model import Choice
from jobvej.catalog.published import Published, PublishedPlan
from tracker import openings
from tracker.appointments import talks
from tracker.clock import iso_week, local_date, local_moment, week_start
from tracker.demo.people import Story
from tracker.enrolment import own_tasks, pauses, plan_items, plans, requests
from tracker.events import progress
from tracker.models import PageGrant, PlanItem, Staff
from tracker.people import citizens
from tracker.workdays import on_or_after, workday, workdays_before


class Days:
    """The time around the day of the demo's talks: today, or the next working day."""

    def __init__(self, published: Published, now: datetime, secret: bytes) -> None:
        self.published, self.now, self.secret = published, now, secret
        self.today = local_date(now)
        self.day = on_or_after(self.today)
        self.staff: dict[str, Any] = {row.sign_in_name: row for row in Staff.here()}
        self.act = partial(progress.say, published=published)
        """What somebody said they did, or staff confirmed."""

    def ago(self, days: int, hour: int, minute: int = 0, later: int = 0) -> datetime:
        """A time so many working days ago (and calendar days later), at the latest yesterday."""
        day = workdays_before(self.day, days) + timedelta(days=later)
        return local_moment(min(day, self.today - timedelta(days=1)), hour, minute)

    def live(self, story: Story) -> tuple[UUID, str]:
        """One person's time until now; returns who they are and their code."""
        consultant = self.staff[story.consultant]
        # In a municipality with other plans, the first there is.
        template = self.published.plan(story.plan) or self.published.plans[0]
        begins, earlier = self.ago(story.day, 14), self.published.plan(story.earlier)
        length = max(item.workday for item in earlier.items) if earlier else 0
        joined = self.ago(story.day + length, 14)
        start_on = _day_after(joined)
        citizen, code = self.take_in(story, consultant, earlier or template, start_on, joined)
        if earlier:
            self.finish(citizen, begins)
            plans.enrol(citizen, template, _day_after(begins), begins)
        for monday in self.mondays(local_date(begins)) if template.repeat else ():
            plans.begin_weeks(monday, self.published)
        self.tick(citizen, story)
        self.talk(citizen, consultant, story, joined)
        self.say(citizen, story)
        self.ask(citizen, story)
        if story.is_ended:
            plan = plans.running_plan(citizen)
            reason = listed(story.ended_reason, self.published.municipality.end_reasons)
            ended = self.ago(story.last_talk, 11)
            plans.end_plan(citizen, plan.id, ended, reason, consultant.id)
        return citizen, code

    def take_in(
        self, story: Story, consultant: Any, template: PublishedPlan, start_on: date, at: datetime
    ) -> tuple[UUID, str]:
        """A new citizen with a plan and a code, used within the day by those who use it."""
        citizen = uuid4()
        level = listed(story.level, self.published.municipality.support_levels)
        one = citizens.Newcomer(story.name, story.reference, level, template, start_on)
        code = citizens.register(one, citizen, consultant, at, self.secret, self.published)
        if story.is_code_used:
            citizens.find_by_code(code, secret=self.secret, now=at + timedelta(hours=3))
        return citizen, code

    def mondays(self, since: date) -> Iterator[datetime]:
        """The small hours of every Monday after a day, until now."""
        monday = week_start(since) + timedelta(days=7)
        while monday <= self.today:
            yield local_moment(monday, 0, 5)
            monday += timedelta(days=7)

    def items(self, citizen: UUID) -> list[Any]:
        """The items of the person's running plan, in its order."""
        plan = plans.running_plan(citizen)
        return list(PlanItem.here(PlanItem.plan == plan.id).order_by(PlanItem.position))

    def finish(self, citizen: UUID, at: datetime) -> None:
        """Do the running plan's tasks, each on its day, and end it."""
        for item in self.items(citizen):
            self.do(citizen, item, min(local_moment(item.planned_on, 16), at))
        plans.end_plan(citizen, plans.running_plan(citizen).id, at)

    def tick(self, citizen: UUID, story: Story) -> None:
        """Items done, some with their film, at the story's pace."""
        open_items = [item for n, item in enumerate(self.items(citizen)) if n not in story.waived]
        if story.per_week:
            done = list(self.week_by_week(story, open_items))
        else:
            done = list(zip(self.pace(story, len(open_items)), open_items, strict=False))
        for n, (at, item) in enumerate(done):
            self.do(citizen, item, at, with_film=n in story.films)
        for n, task in enumerate(story.outside):
            if self.published.activity(task):
                at = self.ago(story.until, 20, n)
                self.act(citizen, "completed", f"activity:{task}", at, revision="")

    def pace(self, story: Story, most: int) -> list[datetime]:
        """When each item was done: as the story says, or evenly."""
        done = min(story.done, most)
        first, span = story.day - 1, max(done - 1, 1)
        even = [(round(first - (first - story.until) * n / span), 0) for n in range(done)]
        return [
            self.ago(days, 17, 3 * n, later) for n, (days, later) in enumerate(story.when or even)
        ]

    def week_by_week(self, story: Story, items: list[Any]) -> Iterator[tuple[datetime, Any]]:
        """A repeating plan's items done, each on its own day and at the latest yesterday."""
        for back, count in reversed(list(enumerate(story.per_week))):
            week = iso_week(self.day - timedelta(weeks=back))
            for item in [one for one in items if one.week == week][:count]:
                if item.planned_on < self.today:
                    yield local_moment(item.planned_on, 17), item

    def do(self, citizen: UUID, item: Any, at: datetime, *, with_film: bool = False) -> None:
        """One item done, its film seen just before."""
        place = self.published.lesson_of(item.task)
        if place and place.video and with_film:
            film, before = place.video, at - timedelta(minutes=25)
            self.act(citizen, "completed", f"activity:{film.id}", before, revision=film.revision)
        revision = place.task.revision if place and place.task else ""
        self.act(citizen, "completed", f"item:{item.id}", at, revision=revision)

    def talk(self, citizen: UUID, consultant: Any, story: Story, joined: datetime) -> None:
        """The talks, each agreed on as the one before it ended."""
        every = self.talks_of(story)
        talk = talks.agree(citizen, consultant.id, every[0][0], joined) if every else None
        for n, (this, outcome) in enumerate(every):
            if talk is None or not outcome:
                return
            is_last = n == len(story.held) - 1
            if outcome == talks.HELD and (story.is_prepared or not is_last):
                self.prepare(citizen, consultant, this.starts_at)
            if is_last:
                self.go_through(citizen, consultant, story, this.starts_at)
            agreed, ended = story.agreed if is_last else "", this.starts_at + timedelta(minutes=25)
            following = next((one for one, _ in every[n + 1 :]), None)
            talk = talks.end_talk(talk, outcome, agreed, following, consultant.id, ended)

    def talks_of(self, story: Story) -> list[tuple[talks.NewTalk, str]]:
        """Each talk in its order and what came of it; nothing has come of the one ahead."""
        found = [
            (talks.NewTalk(self.ago(ago, 10), 30, mode), talks.HELD) for ago, mode in story.held
        ]
        if story.missed:
            missed = talks.NewTalk(self.ago(story.missed, 10), 15, talks.PHONE)
            found.append((missed, talks.NOT_REACHED))
        if story.talk:
            days, time, mode = story.talk
            hour, minute = (int(part) for part in time.split("."))
            day = workday(self.day, days + 1)
            found.append((talks.NewTalk(local_moment(day, hour, minute), 15, mode), ""))
        return found

    def go_through(self, citizen: UUID, consultant: Any, story: Story, starts: datetime) -> None:
        """What the two look at in the last talk: what is put aside, and what is done."""
        items = self.items(citizen)
        for n in (n for n in story.waived if n < len(items)):
            reason = listed(story.waived[n], self.published.municipality.waive_reasons)
            at = starts + timedelta(minutes=10)
            plan_items.waive(
                citizen, items[n].id, reason, consultant.id, at, published=self.published
            )
        for n in (n for n in story.confirmed if n < len(items)):
            at = starts + timedelta(minutes=12)
            self.act(citizen, "confirmed", f"item:{items[n].id}", at, staff=consultant.id)

    def prepare(self, citizen: UUID, consultant: Any, starts: datetime) -> None:
        """The consultant opened the page before the talk, as the citizen can see."""
        browser = "demo"
        openings.open_page(browser, consultant, citizen, "talk", starts - timedelta(minutes=5))
        PageGrant.drop(PageGrant.token_digest == browser)

    def ask(self, citizen: UUID, story: Story) -> None:
        """What they arranged themselves: an own task, a button, a pause."""
        at = self.ago(1, 18)
        if story.own_task:
            own_tasks.add(citizen, story.own_task, self.day, at, self.published)
        if story.request:
            requests.make(citizen, story.request, None, at)
        if story.pause:
            since, more = story.pause
            until = workday(self.day, more + 1)
            at = self.ago(since, 9)
            pauses.set_pause(citizen, local_date(at), until, None, at)

    def say(self, citizen: UUID, story: Story) -> None:
        """The wish for the talk, and the numbers of applications."""
        if story.wish:
            at = self.ago(story.wish_ago, 19, later=story.wish_later)
            self.act(citizen, "wish_set", "", at, topic=story.wish)
        for back, count in enumerate(story.sent):
            if count >= 0:
                at = self.ago(1, 19, 30)
                week = iso_week(local_date(at) - timedelta(weeks=back))
                self.act(citizen, "week_counted", "", at, week=week, count=count)


def _day_after(moment: datetime) -> date:
    """The next working day."""
    return workday(local_date(moment) + timedelta(days=1), 1)


def listed(code: str, choices: tuple[Choice, ...]) -> str:
    """The code, or the first of the list in a municipality with other codes."""
    return code if code in {choice.code for choice in choices} else choices[0].code
