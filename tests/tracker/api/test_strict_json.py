"""What is odd is refused with a reason, and never costs a fault."""

from __future__ import annotations

import pytest

from tracker.api.strict_json import MAX_DEPTH, NotJson, read_json


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b'{"a": NaN}', "NaN"),
        (b'{"a": -Infinity}', "Infinity"),
        (b'{"a": 1, "a": 2}', "same key twice"),
        (b'{"a": "\\u0000"}', "NUL"),
        (b'{"\\u0000": 1}', "NUL"),
        (b'{"a": ["\\ud800"]}', "surrogate"),
        (b'{"a": "\xff"}', "UTF-8"),
        (b"[" * 100_000, "nested"),
        (b'{"a":' * 5_000 + b"1" + b"}" * 5_000, "nested"),
        (b"1" * 100_000, "not JSON"),
        (b'"\x01"', "not JSON"),
        (b"[1,]", "not JSON"),
    ],
)
def test_odd_json_is_refused_with_a_reason(body, reason):
    with pytest.raises(NotJson, match=reason):
        read_json(body)


def test_what_is_json_is_read():
    assert read_json('{"a": ["æ", 1.5, null, {"b": "\\ud83d\\ude00"}]}'.encode()) == {
        "a": ["æ", 1.5, None, {"b": "\U0001f600"}]
    }


def test_brackets_inside_a_text_are_no_nesting():
    text = '"' + "[" * 1000 + '\\"' + "{" * 1000 + '"'
    assert len(read_json(text.encode())) == 2001


def test_nesting_up_to_the_limit_is_read():
    assert read_json(b"[" * MAX_DEPTH + b"]" * MAX_DEPTH)
    with pytest.raises(NotJson):
        read_json(b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1))
