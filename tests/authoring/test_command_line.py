"""What somebody types on their first day, and what the command answers: in Danish, and no more."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from jobvej.cli import main

NEW_COURSE = "Skriv: jobvej new-course ID TITLE\n"


@pytest.mark.parametrize(
    ("typed", "answered"),
    [
        (["preveiw"], 'Kommandoen "preveiw" findes ikke. Mente du "preview"?\n'),
        (["new-course"], f"Her mangler noget.\n{NEW_COURSE}"),
        (
            ["new-course", "lager", "Chauffør", "og", "lager"],
            f'Her står for mange ord. Sæt " om det, der hører sammen.\n{NEW_COURSE}',
        ),
        (["check", "--jsn"], '"--jsn" kan ikke bruges her. Mente du "--json"?\n'),
        (["preview", "--port", "x"], "Det, der står efter --port, kan ikke bruges.\n"),
        (["film", "bild"], 'Kommandoen "bild" findes ikke. Mente du "build"?\n'),
    ],
)
def test_a_slip_is_answered_in_danish(typed: list[str], answered: str) -> None:
    result = CliRunner().invoke(main, typed, prog_name="jobvej")
    assert result.exit_code == 2
    assert result.output.startswith(answered)


def test_what_a_command_refuses_is_said_without_an_english_word() -> None:
    result = CliRunner().invoke(main, ["new-course", "Løn", "Løn"])
    assert result.exit_code == 1
    assert result.output.startswith('"Løn" kan ikke være et kursus-id.')


def test_help_is_no_failure() -> None:
    assert CliRunner().invoke(main, ["check", "--help"]).exit_code == 0
