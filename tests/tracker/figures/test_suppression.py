"""Nobody learns a figure about fewer than five people, not even by adding and subtracting."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.figures.suppression import Figure, may_be_shown

TEAMS, MONTHS, PARTS = ("nord", "syd", "oest"), ("10", "11"), ("not_begun", "under_way", "finished")
ALL = "all"
Key = tuple[str, str, str]


def figures_of(counts: dict[Key, int]) -> tuple[list[Figure], list[list[Key]]]:
    """Teams × months × parts with every margin, one person behind each count."""
    atoms = [(cell, number) for cell, count in counts.items() for number in range(count)]

    def fits(asked: Key, cell: Key) -> bool:
        return all(one in (ALL, other) for one, other in zip(asked, cell, strict=True))

    keys = list(product((ALL, *TEAMS), (ALL, *MONTHS), (ALL, "finished", "not_begun", "under_way")))
    figures = []
    for key in keys:
        chosen = frozenset(atom for atom in atoms if fits(key, atom[0]))
        figures.append(Figure(key, chosen, chosen, is_public=key[2] != "not_begun"))
    totals: list[list[Key]] = []
    for team, month, part in keys:
        if team == ALL:
            totals.append([(ALL, month, part), *((one, month, part) for one in TEAMS)])
        if month == ALL:
            totals.append([(team, ALL, part), *((team, one, part) for one in MONTHS)])
        if part == ALL:
            totals.append([(team, month, ALL), *((team, month, one) for one in PARTS)])
    return figures, totals


def work_out(known: dict[Key, int], totals: list[list[Key]]) -> list[tuple[object, int]]:
    """What a patient reader learns by sums and differences: single figures, and what the unknown
    parts of a total come to together."""
    known, learned = dict(known), []
    while True:
        before = len(known)
        for total, *parts in totals:
            missing = [part for part in parts if part not in known]
            together = sum(known[part] for part in parts if part in known)
            if total in known:
                learned.append((tuple(missing), known[total] - together))
                if len(missing) == 1:
                    known[missing[0]] = known[total] - together
            elif not missing:
                known[total] = together
        if len(known) == before:
            return [*known.items(), *learned]


@given(st.lists(st.integers(0, 14), min_size=18, max_size=18))
def test_no_figure_about_one_to_four_people_can_be_worked_out(numbers: list[int]) -> None:
    counts = dict(zip(product(TEAMS, MONTHS, PARTS), numbers, strict=True))
    figures, totals = figures_of(counts)
    shown = may_be_shown(figures, totals)
    values = {figure.key: figure.value for figure in figures}
    for what, value in work_out({key: values[key] for key in shown}, totals):
        assert not 0 < value < 5, f"{what} is {value}"


def test_large_figures_are_all_shown() -> None:
    figures, totals = figures_of(dict.fromkeys(product(TEAMS, MONTHS, PARTS), 9))
    assert may_be_shown(figures, totals) == {one.key for one in figures if one.is_public}


def test_a_lone_small_figure_takes_another_with_it_and_no_third() -> None:
    spans = ((0, 30), (0, 10), (10, 27), (27, 30), (30, 40))
    people = [frozenset(range(start, end)) for start, end in spans]
    figures = [Figure(key, one, one) for key, one in zip("TABCD", people, strict=True)]
    assert may_be_shown(figures, [tuple("TABC")]) == {"T", "A", "D"}


@pytest.mark.parametrize(
    ("phone", "video", "shown"),
    [
        ({"anna", "bo"}, {"carl", "dina"}, {"held"}),
        ({"anna", "bo"}, {"carl", "dina", "eva"}, {"held", "in_person"}),
        ({"anna"}, {"anna"}, {"held"}),
    ],
    ids=["of four", "of five", "of one twice"],
)
def test_small_parts_of_a_total_are_guarded_together(
    phone: set[str], video: set[str], shown: set[str]
) -> None:
    modes = {"in_person": set(range(20)), "phone": phone, "video": video}
    talks = {mode: frozenset((mode, who) for who in people) for mode, people in modes.items()}
    talks = {"held": frozenset().union(*talks.values()), **talks}
    figures = [Figure(key, of, frozenset(who for _, who in of)) for key, of in talks.items()]
    assert may_be_shown(figures, [tuple(talks)]) == shown


def test_what_three_overlapping_figures_tell_twice_over_is_guarded() -> None:
    x, y, few = (frozenset(range(start, end)) for start, end in ((0, 10), (10, 20), (20, 23)))
    overlapping = {"XY": x | y, "Y+": y | few, "X+": x | few, "few": few}
    figures = [Figure(key, one, one) for key, one in overlapping.items()]
    assert may_be_shown(figures) == {"XY", "Y+"}, "half of Y+ and X+ less XY would be the few"


def test_five_people_are_enough_and_four_are_not() -> None:
    figures = [Figure(n, frozenset(range(n)), frozenset(range(n))) for n in (4, 5)]
    assert may_be_shown(figures) == {5}


def test_ten_talks_with_two_people_are_about_two_people() -> None:
    talks = frozenset(range(10))
    assert may_be_shown([Figure("talks", talks, frozenset({"anna", "bo"}))]) == frozenset()


def test_none_is_about_nobody_and_is_shown() -> None:
    assert may_be_shown([Figure("none", frozenset(), frozenset())]) == {"none"}
