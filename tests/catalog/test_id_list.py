"""Of a list out of order as few lines as can be are to be moved."""

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from jobvej.catalog.id_list import _in_order


@given(st.permutations([*"abcdefg"]), st.integers(0, 7))
def test_as_many_ids_as_possible_may_stay_where_they_are(shuffled: list[str], many: int) -> None:
    words = shuffled[:many]
    stay = _in_order(words)
    rising = [
        rows
        for count in range(many + 1)
        for rows in combinations(words, count)
        if all(one < other for one, other in pairwise(rows))
    ]
    assert tuple(stay) in rising
    assert len(stay) == max(map(len, rising))
