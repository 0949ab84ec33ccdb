"""Reads plan templates (forløb), content/planer/<id>.md: a page, and the items to enrol with."""

from pathlib import Path

from jobvej.catalog.fields import Fields
from jobvej.catalog.front_matter import read_document, read_next
from jobvej.catalog.lessons import LONGEST_TASK
from jobvej.catalog.markdown import check_prose
from jobvej.catalog.plan import Plan, PlanItem, Repeat
from jobvej.catalog.tree import Tree, quoted

LAST_WORKDAY = 260
"""A year of working days."""


def read_plans(tree: Tree) -> tuple[Plan, ...]:
    """Return every plan template, by id; `index.md` is the page that lists them."""
    folder = tree.root / "content" / "planer"
    read = [_read_plan(tree, p) for p in tree.folder(folder, "*.md") if p.stem != "index"]
    return tuple(plan for plan in read if plan)


def _read_plan(tree: Tree, path: Path) -> Plan | None:
    document = read_document(tree, path)
    if document is None:
        tree.unread.add(path.stem)
        return None
    check_prose(tree, document.body)
    with document.fields as fields:
        identity = _plan_id(fields, path.stem)
        plan = Plan(
            id=identity,
            title=fields.text("title", example="20 opgaver på 14 dage"),
            citizen_title=fields.text("citizen_title", example="Dit forløb på 14 dage"),
            show_dates=fields.flag("show_dates", default=True),
            one_at_a_time=fields.flag("one_at_a_time"),
            next_plan=read_next(fields, "next_plan", path, "forløbet"),
            items=_read_items(fields),
            max_minutes=fields.number("max_minutes", 1, LONGEST_TASK, default=0),
            repeat=_read_repeat(fields.group("repeat")),
            body=document.body,
            target_groups=tuple(t.value for t in fields.texts("target_groups", required=False)),
            editor_note=fields.text("editor_note", required=False),
        )
    if not identity:
        tree.unread.add(path.stem)
        return None
    return plan


def _plan_id(fields: Fields, stem: str) -> str:
    identity = fields.identity("id", example="job-14-dage")
    if identity and identity != stem:
        what = f"forløbets id {quoted(identity)} er ikke filens navn {quoted(stem + '.md')}."
        fields.problem("id", what, "Giv filen og forløbet samme navn.")
        return ""
    return identity


def _read_items(fields: Fields) -> tuple[PlanItem, ...]:
    items: dict[str, PlanItem] = {}
    for group in fields.groups("items"):
        item = _read_item(group)
        if item.key in items:
            what = f"nøglen {quoted(item.key)} bruges også i linje {items[item.key].line}."
            group.problem("key", what, "Giv hver opgave i forløbet sin egen key.")
        elif item.key and item.task:
            items[item.key] = item
    return tuple(items.values())


def _read_item(group: Fields) -> PlanItem:
    with group as fields:
        return PlanItem(
            key=fields.identity("key", example="profil"),
            workday=fields.number("workday", 1, LAST_WORKDAY),
            task=fields.identity("task", example="cv.profiltekst.opgave"),
            title=fields.text("title", required=False),
            do=fields.text("do", required=False),
            line=fields.line("task"),
        )


def _read_repeat(group: Fields | None) -> Repeat | None:
    if group is None:
        return None
    with group as fields:
        weeks = fields.number("weeks", 1, 52)
        target = fields.group("target", required=True)
    if target is None:
        return None
    with target as fields:
        what = fields.text("what", example="Sendte ansøgninger")
        return Repeat(weeks, what, fields.number("per_week", 1, 20))
