"""Which figures may be shown, so that none about fewer than five people can be read or worked out.

A figure is hidden when it is about one to four people, and further figures are hidden where the
shown ones would otherwise give it away by adding and subtracting (complementary suppression).
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

FEWEST = 5
"""People behind a figure that may be shown."""
PERCENT_FROM = 20
"""A percentage of fewer is a number about single people in disguise."""

_PRIME = 2**61 - 1
"""Fractions are computed modulo a prime: exact, without their growing."""
Vector = dict[Hashable, int]


@dataclass(frozen=True)
class Figure:
    """A count, and whom it is about."""

    key: Hashable
    atoms: frozenset[Hashable]
    """What is counted: each a plan, a talk or the like. Figures add up as these sets do."""
    people: frozenset[Hashable]
    is_public: bool = True
    """Whether a page would show it; others are guarded all the same, like »not finished«."""

    @property
    def value(self) -> int:
        """The count."""
        return len(self.atoms)

    @property
    def is_few(self) -> bool:
        """About one to four people; a figure about nobody gives nobody away."""
        return 0 < len(self.people) < FEWEST


def may_be_shown(
    figures: Sequence[Figure], totals: Iterable[Sequence[Hashable]] = ()
) -> frozenset[Hashable]:
    """Keys of the public figures that may be shown, the first ones given preferred.

    `totals` are the sums a reader can form: the key of a total, then the keys of its parts, which
    share no atom. A figure is shown unless it, with those shown before it, would let somebody
    compute a guarded one: a figure about too few, or the few parts of a total taken together.
    """
    by_key = {figure.key: figure for figure in figures}
    groups = _groups(figures)
    guarded = [_vector(groups, figure) for figure in figures if figure.is_few]
    for total in totals:
        few = [by_key[key] for key in total[1:] if by_key[key].is_few]
        if 0 < len(frozenset().union(*(one.people for one in few))) < FEWEST:
            guarded.append(_vector(groups, *few))
    shown = set()
    basis: list[tuple[Hashable, Vector]] = []
    for figure in figures:
        if not figure.is_public or figure.is_few:
            continue
        rest = _reduce(_vector(groups, figure), basis)
        if rest:
            pivot = next(iter(rest))
            left = [_without(one, rest, pivot) for one in guarded]
            if not all(left):
                continue
            guarded = left
            basis.append((pivot, rest))
        shown.add(figure.key)
    return frozenset(shown)


def _groups(figures: Sequence[Figure]) -> dict[Hashable, list[Hashable]]:
    """Figure key → the cells it consists of: atoms that always occur together count as one cell."""
    found: dict[Hashable, list[Hashable]] = {}
    for figure in figures:
        for atom in figure.atoms:
            found.setdefault(atom, []).append(figure.key)
    cells = {tuple(keys) for keys in found.values()}
    named: dict[Hashable, list[Hashable]] = {figure.key: [] for figure in figures}
    for cell in cells:
        for key in cell:
            named[key].append(cell)
    return named


def _vector(groups: dict[Hashable, list[Hashable]], *apart: Figure) -> Vector:
    """A figure, or the sum of several that share no atom, and so no cell."""
    return dict.fromkeys((cell for one in apart for cell in groups[one.key]), 1)


def _reduce(vector: Vector, basis: Iterable[tuple[Hashable, Vector]]) -> Vector:
    """What is left of a figure when all that the shown ones tell is subtracted."""
    for pivot, row in basis:
        vector = _without(vector, row, pivot)
    return vector


def _without(vector: Vector, row: Vector, pivot: Hashable) -> Vector:
    """Subtract as much of a shown figure as makes its pivot cell cancel out."""
    if not vector.get(pivot):
        return vector
    factor = vector[pivot] * pow(row[pivot], -1, _PRIME) % _PRIME
    found = dict(vector)
    for cell, number in row.items():
        left = (found.get(cell, 0) - factor * number) % _PRIME
        if left:
            found[cell] = left
        else:
            found.pop(cell, None)
    return found
