"""The municipality's own words and rules: content/kommune.yml."""

import re

from jobvej.catalog.closed_days import read_closed_days
from jobvej.catalog.fields import ID, Fields
from jobvej.catalog.front_matter import read_fields
from jobvej.catalog.model import Choice, FactRules, Municipality
from jobvej.catalog.tree import Tree, quoted

STATE_MONTHS, LOG_MONTHS = 6, 12
"""How long progress (after a plan ends) and the access log are kept unless it says otherwise."""
OUR_END_REASONS = (
    Choice("job", "i job"),
    Choice("uddannelse", "i uddannelse"),
    Choice("flyttet", "flyttet til en anden kommune"),
    Choice("andet", "andet"),
    Choice("uoplyst", "uoplyst"),
)
"""Why a forløb ended, if the municipality has no list of its own."""
MESSAGES = {
    "invitation": "Vi har aftalt en samtale med dig {dag} kl. {klokken}. {hvordan} "
    "Kan du ikke den dag, så ring på {telefon}.",
    "reminder": "Husk vores samtale {dag} kl. {klokken}. {hvordan} "
    "Kan du ikke den dag, så ring på {telefon}.",
    "not_reached": "Vi fik ikke fat i dig {dag} kl. {klokken}. Ring til os på {telefon}, "
    "så finder vi en anden tid.",
}
"""Texts about a talk for the municipality's own message system; nothing personal in them."""
UNKNOWN = Municipality(
    id="",
    name="",
    unit="",
    phone="",
    guidance="",
    illness="",
    wish_topics=(),
    waive_reasons=(),
    support_levels=(),
    show_staff_names=False,
    state_retention_months=STATE_MONTHS,
    log_retention_months=LOG_MONTHS,
    facts=FactRules(),
    messages=(),
    end_reasons=OUR_END_REASONS,
    call_back="",
    closed_days=(),
)
"""Stands in for a municipality that cannot be read."""
PLACES = ("dag", "klokken", "hvordan", "telefon")


def read_municipality(tree: Tree) -> Municipality:
    """Return the municipality; an unknown one if content/kommune.yml cannot be read (noted)."""
    document = read_fields(tree, tree.root / "content" / "kommune.yml")
    if document is None:
        return UNKNOWN
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
            facts=_fact_rules(fields),
            messages=_messages(fields),
            end_reasons=_choices(fields, "end_reasons", required=False) or OUR_END_REASONS,
            call_back=fields.text("call_back", required=False),
            closed_days=read_closed_days(fields),
        )


def _fact_rules(fields: Fields) -> FactRules:
    """Return the thresholds for facts before a talk; every one of them may be left out."""
    group, ours = fields.group("facts"), FactRules()
    if group is None:
        return ours
    with group as facts:
        return FactRules(
            quiet_days=facts.number("quiet_days", 1, 90, default=ours.quiet_days),
            unused_code_days=facts.number("unused_code_days", 0, 90, default=ours.unused_code_days),
        )


def _messages(fields: Fields) -> tuple[Choice, ...]:
    """Return the three texts about a talk; ours if the municipality has not written its own."""
    group = fields.group("messages")
    if group is None:
        return tuple(Choice(code, text) for code, text in MESSAGES.items())
    with group as own:
        found = [Choice(c, own.text(c, required=False) or text) for c, text in MESSAGES.items()]
        for one in found:
            for place in re.findall(r"\{([^}]*)\}?", one.label):
                if place not in PLACES:
                    known = ", ".join(f"{{{name}}}" for name in PLACES)
                    what = f"{quoted('{' + place + '}')} kan ikke udfyldes."
                    own.problem(one.code, what, f"Brug kun {known}.")
    return tuple(found)


def _choices(fields: Fields, key: str, *, required: bool = True) -> tuple[Choice, ...]:
    """Return a closed list; its codes are stored with citizens, so they must never change."""
    found = []
    for code, label in fields.pairs(key, required=required):
        if ID.fullmatch(code):
            found.append(Choice(code, label.value))
            continue
        what = f"koden {quoted(code)} kan ikke bruges i {quoted(key)}."
        mend = "Brug små bogstaver a-z, tal og bindestreg, fx ansoegning: Ansøgning"
        fields.tree.problem(fields.file, label.line, what, mend)
    return tuple(found)
