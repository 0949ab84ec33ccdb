"""Adds a line to a file that an author wrote, without changing any other character."""

import yaml

from jobvej.catalog.id_list import DRAFT_MARK

_MARK = "\ufeff"
"""The byte order mark with which Windows marks a text as UTF-8."""


class CannotEdit(Exception):
    """The file does not have the form that a program needs to add a line to it."""


def add_lesson(text: str, identity: str) -> str:
    """Return course.yml with one more lesson last; comments, order and style stay.

    Raises CannotEdit when there is no list of lessons.
    """
    lessons = _lessons(text)
    if not lessons.value:
        start, end = lessons.start_mark.index, lessons.end_mark.index
        return f"{text[:start].rstrip(' ')}{_newline(text)}  - {identity}{text[end:]}"
    last = lessons.value[-1].end_mark.index
    if lessons.flow_style:
        return f"{text[:last]}, {identity}{text[last:]}"
    end = text.find("\n", last)
    row = f"{' ' * lessons.start_mark.column}- {identity}"
    if end < 0:
        return f"{text}{_newline(text)}{row}{_newline(text)}"
    return f"{text[: end + 1]}{row}{_newline(text)}{text[end + 1 :]}"


def _lessons(text: str) -> yaml.SequenceNode:
    try:
        root = yaml.compose(text, yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise CannotEdit from error
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    for key, value in pairs:
        if key.value == "lessons" and isinstance(value, yaml.SequenceNode):
            return value
    raise CannotEdit


def add_draft_ids(text: str, identities: list[str]) -> str:
    """Return ids.txt with the ids of a draft added in alphabetical order."""
    mark = _MARK if text.startswith(_MARK) else ""
    rows = text.removeprefix(mark).splitlines()
    for identity in identities:
        later = (n for n, row in enumerate(rows) if row.partition("#")[0].strip() > identity)
        rows.insert(next(later, len(rows)), f"{identity}  # {DRAFT_MARK}")
    return mark + _newline(text).join([*rows, ""])


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
