"""What a plan template (forløb) is: its items by working day, and how it repeats."""

from dataclasses import dataclass

from jobvej.catalog.markdown import Markdown


@dataclass(frozen=True)
class PlanItem:
    """One task of a plan template, on its working day."""

    key: str
    workday: int
    task: str
    title: str
    do: str
    line: int = 1


@dataclass(frozen=True)
class Repeat:
    """A plan that repeats per ISO week, with a target the citizen counts themselves."""

    weeks: int
    what: str
    per_week: int


@dataclass(frozen=True)
class Plan:
    """A plan template (forløb): a public, printable page; enrolling copies its items."""

    id: str
    title: str
    citizen_title: str
    show_dates: bool
    one_at_a_time: bool
    next_plan: str
    items: tuple[PlanItem, ...]
    repeat: Repeat | None
    body: Markdown
    target_groups: tuple[str, ...] = ()
    """For staff only; never in a built file."""
    editor_note: str = ""
    """For authors only; never in a built file."""
    max_minutes: int = 0
    """The longest that a lesson of this plan may take; 0 where the author sets no limit."""

    @property
    def file(self) -> str:
        """The file that it is written in."""
        return self.body.file

    @property
    def url(self) -> str:
        """`/planer/<plan>/`."""
        return f"/planer/{self.id}/"
