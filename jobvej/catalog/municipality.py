"""The municipality's own words and rules: content/kommune.yml."""

from __future__ import annotations

from jobvej.catalog.fields import ID, Fields
from jobvej.catalog.front_matter import read_fields
from jobvej.catalog.model import Choice, Municipality
from jobvej.catalog.tree import Tree, quoted

STATE_MONTHS, LOG_MONTHS = 6, 12
"""How long progress (after a plan ends) and the access log are kept where nothing else is said."""


def read_municipality(tree: Tree) -> Municipality | None:
    """Return the municipality, or None when content/kommune.yml cannot be read (noted)."""
    document = read_fields(tree, tree.root / "content" / "kommune.yml")
    if document is None:
        return None
    with document as fields:
        return Municipality(
            id=fields.identity("id", example="strandby"),
            name=fields.text("name", example="Strandby Kommune"),
            unit=fields.text("unit", example="Job og Kompetence"),
            phone=fields.text("phone", example='"00 00 00 00"'),
            guidance=fields.text("guidance", example="Mød os på biblioteket hver tirsdag."),
            illness=fields.text("illness", example="Er du syg, så ring til os samme dag."),
            wish_topics=_choices(fields, "wish_topics"),
            waive_reasons=_choices(fields, "waive_reasons"),
            support_levels=_choices(fields, "support_levels"),
            show_staff_names=fields.flag("show_staff_names"),
            state_retention_months=fields.number(
                "state_retention_months", 1, 60, default=STATE_MONTHS
            ),
            log_retention_months=fields.number("log_retention_months", 1, 60, default=LOG_MONTHS),
        )


def _choices(fields: Fields, key: str) -> tuple[Choice, ...]:
    """Return a closed list; its codes are stored with citizens and so must last."""
    found = []
    for code, label in fields.pairs(key):
        if ID.fullmatch(code):
            found.append(Choice(code, label.value))
            continue
        what = f"koden {quoted(code)} kan ikke bruges i {quoted(key)}."
        mend = "Brug små bogstaver a-z, tal og bindestreg, fx ansoegning: Ansøgning"
        fields.tree.problem(fields.file, label.line, what, mend)
    return tuple(found)
