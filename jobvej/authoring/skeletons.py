"""What a new course, lesson and storyboard start as: complete but for the author's own words."""

import json
import re

from jobvej.catalog.placeholders import PLACEHOLDER

_PLAIN = re.compile(r"[^\W\d_](?:[\w .,!?()'’/–-]*[\w.!?)])?")


def course(identity: str, title: str) -> str:
    """Return course.yml; an empty list of lessons marks a course that was just started."""
    return f"""\
id: {identity}
title: {scalar(title)}
summary: {PLACEHOLDER} i én eller to sætninger, hvad man får ud af kurset.
icon: file-text
goals:
  - {PLACEHOLDER}, hvad man kan bagefter. Begynd med Du.
lessons: []
"""


def lesson(identity: str, title: str) -> str:
    """Return a lesson with its macros in place; it is a draft until its author says otherwise."""
    return f"""\
---
id: {identity}
title: {scalar(title)}
summary: {PLACEHOLDER} i én eller to sætninger, hvad lektionen giver.
status: draft
sensitive: false
video:
  id: {identity}.video
  title: {scalar(title)}
task:
  id: {identity}.opgave
  title: {PLACEHOLDER} opgaven med tre til seks ord
  do: {PLACEHOLDER}, hvad man skal gøre.
  done_when: {PLACEHOLDER}, hvornår man er færdig.
  minutes: 15
  required_elsewhere: false
---
{{{{ video() }}}}

## Sådan gør du

{PLACEHOLDER} det vigtigste først. Én ting i hver sætning.

{{{{ task() }}}}
"""


def storyboard(identity: str, title: str) -> str:
    """Return the text of a film with the fewest slides a film may have."""
    return f"""\
---
id: {identity}.video
title: {scalar(title)}
remember: {PLACEHOLDER} den ene ting, man skal huske.
---
## Derfor
{PLACEHOLDER}, hvorfor det her er værd at gøre.

## Sådan gør du
{PLACEHOLDER}, hvad man begynder med.

- {PLACEHOLDER} et punkt
    {PLACEHOLDER}, hvad der siges, mens punktet kommer frem.

## Nu er det din tur
{PLACEHOLDER}, hvad man skal gøre, når filmen er slut.
"""


def scalar(text: str) -> str:
    """Return a text as a YAML scalar, in quotes if a character could mean something else."""
    is_plain = _PLAIN.fullmatch(text) and text != "null"
    return text if is_plain else json.dumps(text, ensure_ascii=False)
