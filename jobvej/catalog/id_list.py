"""courses/ids.txt: every id ever published, sorted so that two people can add to it at once."""

from bisect import bisect_left
from dataclasses import dataclass, field

from jobvej.catalog.fields import ID
from jobvej.catalog.tree import Tree, quoted

IDS = "courses/ids.txt"
DRAFT_MARK = "kladde"
"""`cv.profil  # kladde` in ids.txt: the id is taken, but no reader has seen it yet."""


@dataclass(frozen=True)
class Listed:
    """The ids of ids.txt with their lines."""

    published: dict[str, int] = field(default_factory=dict)
    drafts: dict[str, int] = field(default_factory=dict)
    stand: list[str] = field(default_factory=list)
    """Those that are in order, once all have been read."""

    def __contains__(self, identity: str) -> bool:
        return identity in self.published or identity in self.drafts

    def line(self, identity: str) -> int:
        """The line of an id that is listed."""
        return self.published.get(identity) or self.drafts[identity]

    def place(self, identity: str) -> str:
        """Where an id belongs: 'lige efter cv.hul'."""
        at = bisect_left(self.stand, identity)
        if at:
            return f"lige efter {self.stand[at - 1]}"
        return f"lige før {self.stand[0]}" if self.stand else "som den første"


def read_listed(tree: Tree) -> Listed | None:
    """Return the ids ever published or taken, or None when there is no such list."""
    if tree.text(tree.root / IDS) is None:
        return None
    listed = Listed()
    for line, identity, comment in tree.entries(tree.root / IDS):
        if not ID.fullmatch(identity):
            mend = "Skriv ét id pr. linje."
            tree.problem(IDS, line, f"{quoted(identity)} kan ikke være et id.", mend)
            continue
        if identity in listed:
            what = f"id'et {quoted(identity)} står også i linje {listed.line(identity)}."
            tree.problem(IDS, line, what, "Slet den ene linje.")
        kind = listed.drafts if comment.startswith(DRAFT_MARK) else listed.published
        kind.setdefault(identity, line)
    _check_order(tree, listed)
    return listed


def _check_order(tree: Tree, listed: Listed) -> None:
    """Note as few lines as possible: one misplaced id at the top must not blame all the others."""
    written = sorted([*listed.published, *listed.drafts], key=listed.line)
    listed.stand.extend(_in_order(written))
    for identity in set(written).difference(listed.stand):
        what = f"id'et {quoted(identity)} står ikke i alfabetisk orden."
        mend = f"Flyt linjen: {listed.place(identity)}."
        tree.problem(IDS, listed.line(identity), what, mend)


def _in_order(words: list[str]) -> list[str]:
    """Return the longest increasing subsequence (patience sorting)."""
    ends: list[str] = []
    """Length of a row - 1 → the smallest word that such a row can end with."""
    before: dict[str, str] = {}
    for word in words:
        at = bisect_left(ends, word)
        before[word] = ends[at - 1] if at else ""
        ends[at : at + 1] = [word]
    row = ends[-1:]
    while row and before[row[-1]]:
        row.append(before[row[-1]])
    return row[::-1]
