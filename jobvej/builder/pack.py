"""Packs the client into one file: each module becomes a function that runs when first imported.

An old phone on a poor network needed three rounds to fetch twenty small modules, and the requests
alone weighed as much as two of them. The client is still written as ES modules.
"""

import re
from collections.abc import Mapping

_IMPORT = re.compile(r'^import \{ ([^}]+) \} from "\./(\w+)\.js";\n', re.MULTILINE)
_LATER = re.compile(r'\bimport\("\./(\w+)\.js"\)')
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const) (\w+))", re.MULTILINE)
_PASSED_ON = re.compile(r"^export \{ (\w+) \};\n", re.MULTILINE)
_LEFT = re.compile(r"^(?:import(?!\()|export)\b.*", re.MULTILINE)
_ONCE = """\
function once(make) {
  let made;
  const module = () => made || (made = make());
  module.later = async () => module();
  return module;
}
"""


class NotPacked(Exception):
    """A module uses a form of import or export that cannot be packed."""


def pack(modules: Mapping[str, str], entry: str) -> str:
    """Name → text of the modules, as one script that begins with `entry`.

    A module that is not among them is fetched when it is imported, as before. A module that throws
    breaks only those that need it.
    """
    made = [_as_function(name, text, modules) for name, text in sorted(modules.items())]
    return "".join((_ONCE, *made, f"${entry}();\n"))


def _as_function(name: str, text: str, modules: Mapping[str, str]) -> str:
    told = _EXPORT.findall(text) + _PASSED_ON.findall(text)
    text = _PASSED_ON.sub("", _EXPORT.sub("", text))
    text = _IMPORT.sub(
        lambda one: f"const {{ {one[1].replace(' as ', ': ')} }} = ${one[2]}();\n", text
    )
    text = _LATER.sub(lambda one: f"${one[1]}.later()" if one[1] in modules else one[0], text)
    if left := _LEFT.search(text):
        raise NotPacked(f"{name}.js: {left[0]}")
    return f"const ${name} = once(() => {{\n{text}return {{ {', '.join(told)} }};\n}});\n"
