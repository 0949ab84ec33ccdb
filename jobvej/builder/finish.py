"""What Markdown cannot do for an author's text: titles, scrolling tables, text to copy."""

import re
from itertools import count

from markupsafe import Markup

from jobvej.builder.pieces import piece

# Material's marks for kinds of advice, where an author gave no title of their own.
_ADVICE = {
    "Note": "Bemærk",
    "Warning": "Pas på",
    "Danger": "Pas på",
    "Important": "Vigtigt",
    "Example": "Eksempel",
    "Info": "Godt at vide",
    "Question": "Spørgsmål",
}
_ADVICE_TITLE = re.compile(
    rf'(<p class="admonition-title">|<summary>)({"|".join(_ADVICE)})(?=</(?:p|summary)>)'
)
_TABLE = '<div class="table" role="region" aria-label="Tabel {}" tabindex="0"><table>'
_PRE = re.compile(r'<pre class="highlight">(.*?)</pre>', re.DOTALL)
_TABS = re.compile(r'<div class="tabbed-labels">(.*?)</div>|<div class="tabbed-block">', re.DOTALL)
_LABEL = re.compile(r"<label\b[^>]*>(.*?)</label>", re.DOTALL)


def titled(html: str) -> str:
    """An author's cleaned text with the titles that Markdown leaves out.

    Advice boxes get a Danish title; each tab repeats its name for paper, where all tabs are shown.
    """
    html = _ADVICE_TITLE.sub(lambda found: found[1] + _ADVICE[found[2]], html)
    waiting: list[list[str]] = []  # the names of each set whose tabs have not all come yet

    def named(found: re.Match[str]) -> str:
        if found[1] is not None:
            waiting.append(_LABEL.findall(found[1])[::-1])
            return found[0]
        while waiting and not waiting[-1]:
            waiting.pop()
        name = waiting[-1].pop() if waiting else ""
        return f'{found[0]}<p class="tab-name">{name}</p>'

    return _TABS.sub(named, html)


def finish(html: str) -> str:
    """An author's cleaned text with everything that Markdown leaves out.

    Wide tables scroll on their own, text blocks can be copied, advice boxes have Danish titles.
    """
    html = titled(html)
    numbers = count(1)
    html = re.sub("<table>", lambda _: _TABLE.format(next(numbers)), html)
    html = html.replace("</table>", "</table></div>")
    return _PRE.sub(lambda found: piece("copy", words=Markup(found[1])), html)  # noqa: S704
