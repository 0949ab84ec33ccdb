"""Macros in an author's text, each parsed on its own so that a bad one does not spoil the rest."""

import inspect
import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import cast

from jinja2 import Environment, TemplateSyntaxError, nodes

from jobvej.catalog.markdown import Markdown
from jobvej.catalog.problem import Problem
from jobvej.catalog.tree import nearest

Macro = Callable[..., str]
"""Called with its line, then with the author's arguments."""

# Up to its own end, past braces in quotes; an opening without an end is matched too.
_PIECE = re.compile(
    r"""\{\{ (?> "[^"\n]*" | '[^'\n]*' | (?!\n\n|\{\{) . )*? \}\}
      | \{% (?: (?!\n\n|\{%) . )*? %\}
      | \{[{%]""",
    re.DOTALL | re.VERBOSE,
)
_CURLY = re.compile("[“”„»«]")
_SYNTAX = Environment()  # noqa: S701 (it reads, and never renders)


class _Wrong(Exception):
    """What is wrong with a piece, and what to do."""


def expand(body: Markdown, macros: Mapping[str, Macro]) -> tuple[str, list[Problem]]:
    """The body with its macros expanded, and a problem for each that cannot be.

    Only `{{ name("plain", "text") }}` is accepted, and nothing an author writes is ever compiled:
    Jinja would stop at a page's first error, and would let a string reach the system.
    """
    problems: list[Problem] = []

    def carry_out(found: re.Match[str]) -> str:
        line = body.text.count("\n", 0, found.start()) + 1
        try:
            call = _read(found, macros)
        except _Wrong as wrong:
            problems.append(body.problem(line, *wrong.args))
            return "\n" * found[0].count("\n")
        words = [cast(nodes.Const, word).value for word in call.args]
        return macros[cast(nodes.Name, call.node).name](body.line + line - 1, *words)

    return _PIECE.sub(carry_out, body.text), problems


def _read(found: re.Match[str], macros: Mapping[str, Macro]) -> nodes.Call:
    piece = found[0]
    if len(piece) == 2:
        piece = found.string[found.start() :].split("\n")[0]
    shown = " ".join(piece.split())
    shown = shown if len(shown) <= 60 else shown[:57] + "…"
    if piece.startswith("{%"):
        mend = "Slet det. Kun makroer som {{ video() }} virker."
        raise _Wrong(f"{shown} kan ikke bruges i teksten.", mend)
    try:
        output = _parsed(piece)
    except TemplateSyntaxError:
        mend = "En makro ser sådan ud: {{ video() }}."
        if _CURLY.search(piece):
            mend = 'Brug de lige anførselstegn: "…".'
        raise _Wrong(f"{shown} er ikke skrevet rigtigt.", mend) from None
    return _judge(output.nodes[0], shown, macros)


@lru_cache(maxsize=1024)
def _parsed(piece: str) -> nodes.Output:
    """Cached, since most pages have the same two macros: their film and their task."""
    return cast(nodes.Output, _SYNTAX.parse(piece).body[0])


def _judge(node: nodes.Node, shown: str, macros: Mapping[str, Macro]) -> nodes.Call:
    if isinstance(node, nodes.Name) and node.name in macros:
        raise _Wrong(f"{shown} mangler parenteser.", f"Skriv {{{{ {node.name}() }}}}.")
    every = f"Brug en af: {', '.join(sorted(macros))}."
    if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Name):
        raise _Wrong(f"{shown} er ikke en makro, og kun makroer kan bruges i teksten.", every)
    name = node.node.name
    if name not in macros:
        raise _Wrong(f'makroen "{name}" findes ikke.', nearest(name, macros) or every)
    wanted = _wanted(macros[name])
    if not _fits(node, len(wanted)):
        right = ", ".join(f'"{word}"' for word in wanted)
        what = f"{shown} har ikke det rigtige i parentesen."
        raise _Wrong(what, f"Skriv {{{{ {name}({right}) }}}}.")
    return node


def _wanted(macro: Macro) -> tuple[str, ...]:
    """The names of the arguments that an author writes."""
    function = getattr(macro, "__func__", macro)
    return _parameters(function)[1 if function is macro else 2 :]


@cache
def _parameters(function: Macro) -> tuple[str, ...]:
    """Cached, since it takes longer than many macros do."""
    return tuple(inspect.signature(function).parameters)


def _fits(call: nodes.Call, wanted: int) -> bool:
    if call.kwargs or call.dyn_args or call.dyn_kwargs or len(call.args) != wanted:
        return False
    return all(isinstance(arg, nodes.Const) and isinstance(arg.value, str) for arg in call.args)
