"""What somebody types on their first day, and what the command answers: in Danish, and no more."""

import re
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from jobvej.cli import COMMANDS, main

NEW_COURSE = "Skriv: jobvej new-course ID TITEL\n"
ENGLISH = re.compile(
    r"\b(?:the|of|with|this|and|to|show|options?|usage|commands?|args|directory|text|integer)\b",
    re.IGNORECASE,
)


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
        (
            ["preview", "--port", "x"],
            "Det, der står efter --port, kan ikke bruges.\nSkriv: jobvej preview\n",
        ),
        (["preview", "--port"], "Der mangler noget efter --port.\n"),
        (["check", "--json=x"], "Der skal ikke stå noget efter --json.\n"),
        (
            ["tracker", "add-staff", "Karin", "--sign-in", "karin", "--role", "chef"],
            "Det, der står efter --role, kan ikke bruges. "
            "Vælg en af: consultant, leader, operator, dpo.\n",
        ),
        (["film", "record"], "Her mangler noget.\nSkriv: jobvej film record ID\n"),
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


def every(command: click.Command, *words: str) -> Iterator[tuple[str, ...]]:
    """All that can be typed, from `jobvej` itself on."""
    yield words
    if isinstance(command, click.Group):
        context = click.Context(command)
        for word in command.list_commands(context):
            below = command.get_command(context, word)
            assert below
            yield from every(below, *words, word)


@pytest.mark.parametrize("words", [*every(main)], ids=" ".join)
def test_help_is_in_danish(words: tuple[str, ...]) -> None:
    result = CliRunner().invoke(main, [*words, "--help"], prog_name="jobvej")
    assert result.exit_code == 0
    usage, _, told = result.output.partition("\n")
    assert usage.startswith(" ".join(["Skriv: jobvej", *words, "[TILVALG]"]))
    assert "Vis denne hjælp." in told and "<=" not in told
    told = re.sub(r"--[\w-]+|^  [\w-]+  ", "", told, flags=re.MULTILINE)
    assert ENGLISH.findall(usage) + ENGLISH.findall(told) == []


def test_a_word_is_told_alike_in_the_list_and_by_itself() -> None:
    for word, (_, _, told) in COMMANDS.items():
        result = CliRunner().invoke(main, [word, "--help"], prog_name="jobvej")
        assert result.output.split("\n\n")[1].strip() == told


@pytest.mark.parametrize("words", [[], ["film"]])
def test_a_command_that_needs_another_word_lists_them(words: list[str]) -> None:
    result = CliRunner().invoke(main, words, prog_name="jobvej")
    assert result.output == CliRunner().invoke(main, [*words, "--help"], prog_name="jobvej").output
