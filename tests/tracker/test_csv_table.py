"""Tables from spreadsheets: whatever wrote them, and what comes out runs nothing."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.csv_table import MOST_ROWS, decode, read_table, write_table
from tracker.errors import Refused


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_danish_letters_come_through_however_the_file_was_saved(encoding: str, delimiter: str):
    text = f"Navn{delimiter}Reference\r\nØrn Åse{delimiter}2026-1\r\n"
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    [row] = read_table(decode(f"{mark}{text}".encode(encoding)), ["navn"])
    assert row.cells == {"navn": "Ørn Åse", "reference": "2026-1"}


def test_a_row_knows_the_line_it_stands_on():
    rows = read_table("Navn;Nr\n\nAnna;1\n;;\nBo\n", ["navn"])
    assert [(row.line, row.value("navn"), row.value("nr")) for row in rows] == [
        (3, "Anna", "1"), (5, "Bo", ""),
    ]  # fmt: skip


@pytest.mark.parametrize("above", ["sep=;\r\n", "\r\n \r\n", "\r\nsep=;\r\n"])
def test_what_excel_puts_above_the_headings_is_no_line_of_the_table(above: str):
    [row] = read_table(f"\ufeff{above}Navn;Nr\r\nAnna;1\r\n", ["navn"])
    assert (row.line, row.value("navn")) == (above.count("\n") + 2, "Anna")


def test_empty_columns_at_the_end_are_none_of_the_table():
    for rows in ("Navn;Nr;;\nAnna;1;;\n", "Navn;Nr\nAnna;1;;\n", "Navn;Nr;;\nAnna;1\n"):
        [row] = read_table(rows, ["navn"])
        assert (row.value("navn"), row.value("nr")) == ("Anna", "1")


def test_an_apostrophe_that_stands_before_no_formula_is_part_of_the_name():
    rows = read_table("Navn\n't Hart\n'=1+1\n2-61\n", ["navn"])
    assert [row.value("navn") for row in rows] == ["'t Hart", "=1+1", "2-61"]


def test_two_lines_in_one_cell_are_two_words():
    rows = read_table('Navn;Nr\r\n"Anna\r\nKjær";1\r\nBo;2\r\n', ["navn"])
    assert [row.value("navn") for row in rows] == ["Anna Kjær", "Bo"]


def test_a_heading_may_have_several_names():
    [row] = read_table("Ref\n7", ["reference|ref"])
    assert row.value("reference", "ref") == "7"


@pytest.mark.parametrize(
    ("text", "part"),
    [
        (" \n", "Vælg en fil, eller indsæt linjerne i feltet."),
        ("Anna;1.12.2026", "Der mangler: »navn«, »dato«."),
        ("navn;dag", "Der er ingen linjer under overskrifterne."),
        ("navn;dag;Navn\nA;1;B", "Overskriften »navn« står to gange."),
        ("navn;dag\nA;1;2", "Linje 2 har flere felter"),
        ('navn;dag\n"A;1\n' + "B;1\n" * 40_000, 'Mangler der et " et sted?'),
        ("navn;dag\n" + "A;1\n" * (MOST_ROWS + 1), f"Tag højst {MOST_ROWS} ad gangen."),
    ],
)
def test_what_is_no_table_says_why(text: str, part: str):
    with pytest.raises(Refused) as refusal:
        read_table(text, ["navn", "dato|dag"])
    assert part in refusal.value.errors["file"]


def test_a_thousand_lines_are_not_too_many():
    assert len(read_table("navn\n" + "A\n" * MOST_ROWS, ["navn"])) == MOST_ROWS


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(Refused):
        decode(b"\x89PNG\x81\x8d")


def test_what_is_written_runs_nothing_and_opens_as_danish():
    data = write_table(
        ["navn"], [["=HYPERLINK(1)"], ["+45"], ["-1"], ["@x"], ["\t=1"], ["\r=1"], ["Åse"]]
    )
    assert data.startswith(b"\xef\xbb\xbf")
    cells = [row[0] for row in csv.reader(io.StringIO(decode(data)), delimiter=";")]
    assert cells == ["navn", "'=HYPERLINK(1)", "'+45", "'-1", "'@x", "'\t=1", "'\r=1", "Åse"]


WORDS = st.text(st.characters(codec="cp1252", categories=("L", "N", "P", "S")), min_size=1)


@settings(max_examples=30)
@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=5))
def test_what_was_written_is_read_back_as_it_was(rows):
    # A quotation mark that was ours cannot be told from one that was theirs.
    rows = [pair for pair in rows if not any(cell.startswith("'") for cell in pair)]
    if rows:
        found = read_table(decode(write_table(["a", "b"], rows)), ["a", "b"])
        assert [tuple(row.cells.values()) for row in found] == rows


def test_a_table_of_endless_columns_is_refused_at_once():
    """Each line would be given them all: forty thousand by a thousand fills the memory."""
    names = ";".join(str(number) for number in range(40_000))
    with pytest.raises(Refused, match=r"Der er 40001 kolonner\. Tag højst 1000\."):
        read_table(f"navn;{names}\n" + "x;y\n" * 900, ["navn"])
