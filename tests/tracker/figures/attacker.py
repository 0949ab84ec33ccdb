"""Somebody who works out what numbers do not say: between what each of them lies for certain."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from math import inf
from typing import TypeVar

Between = tuple[float, float]
"""The least and the most that a number can be."""
Key = TypeVar("Key", bound=Hashable)


def work_out(told: Mapping[Key, Between], sums: Iterable[Sequence[Key]]) -> dict[Key, Between]:
    """What each number lies between, for one who is told these and knows which add up to which.

    `sums` hold the key of a total, then those of its parts. A total is no less than the least its
    parts can be together, and no more than the most; a part is what the others leave of the total.
    """
    sums = [tuple(one) for one in sums]
    found: dict[Key, Between] = {key: (0, inf) for one in sums for key in one} | dict(told)
    before: dict[Key, Between] = {}
    while found != before:
        before = dict(found)
        for total, *parts in sums:
            least = sum(found[part][0] for part in parts)
            most = sum(found[part][1] for part in parts)
            found[total] = _both(found[total], (least, most))
            for part in parts:
                others = [found[one] for one in parts if one != part]
                at_least = found[total][0] - sum(one[1] for one in others)
                at_most = found[total][1] - sum(one[0] for one in others)
                found[part] = _both(found[part], (at_least, at_most))
    return found


def _both(one: Between, other: Between) -> Between:
    return max(one[0], other[0]), min(one[1], other[1])
