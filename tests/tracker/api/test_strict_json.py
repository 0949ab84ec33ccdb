"""What is odd is refused with a reason, and never costs a fault."""

import re

import pytest

from tracker.api.strict_json import NotJson, Strict, read


class Said(Strict):
    """Takes one value, or many by name."""

    a: int | float | str | list[str] | dict[str, int | str | None]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "Invalid JSON"),
        (b"{", "Invalid JSON"),
        (b'{"a": NaN}', "finite number"),
        (b'{"a": -Infinity}', "finite number"),
        (b'{"a": 1, "a": 2}', "same key twice"),
        (b'{"a": {"b": 1, "b": 2}}', "same key twice"),
        (b'{"a": "\\u0000"}', "NUL"),
        (b'{"a": {"\\u0000": 1}}', "NUL"),
        (b'{"a": ["\\ud800"]}', "hex escape"),
        (b'{"a": "\\ud800."}', "hex escape"),
        (b'{"a": "\\udc00\\ud800"}', "surrogate"),
        (b'{"a": "\xff"}', "Invalid JSON.*unicode"),
        (b"[" * 100_000, "recursion limit"),
        (b'{"a":' * 5_000 + b"1" + b"}" * 5_000, "recursion limit"),
        (b"1" * 100_000, "number out of range"),
        (b'"\x01"', "Invalid JSON"),
        (b"[1,]", "Invalid JSON"),
        (b'{"b": 1}', "not permitted"),
    ],
)
def test_odd_json_is_refused_with_a_reason(body, reason):
    with pytest.raises(NotJson) as refusal:
        read(Said, body)
    assert re.search(reason, " ".join(refusal.value.args))


def test_unusual_but_valid_json_is_read():
    text = '{"a": {"\u00e6": "\\ud83d\\ude00", "b": null, "c": "[[[[{\\""}}'
    assert read(Said, text.encode()).a == {"\u00e6": "\U0001f600", "b": None, "c": '[[[[{"'}
