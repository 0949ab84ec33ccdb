"""A small municipality with all that an author can write, for the tests of the builder."""

import shutil
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]

IDS = """cv.hul
cv.hul.opgave
cv.profiltekst
cv.profiltekst.opgave
cv.profiltekst.video
cv.quiz
cv.udgaaet
to-skridt
"""
COURSE = """id: cv
title: Dit CV & mere
summary: Byg et CV, der er let at læse.
icon: file-text
goals:
  - Du har et CV på højst to sider.
lessons: [cv.profiltekst, cv.hul, cv.kladde, cv.udgaaet]
quiz:
  id: cv.quiz
  questions:
    - id: cv.quiz.1
      text: Hvor langt er et CV?
      options:
        - {text: Fem sider, feedback: Det er for meget.}
        - {text: To sider, feedback: Ja., right: true}
"""
LESSON = """---
id: cv.profiltekst
title: Din profiltekst
summary: En profiltekst er tre linjer øverst i dit CV.
video: {id: cv.profiltekst.video, title: Tre linjer}
task:
  id: cv.profiltekst.opgave
  title: Skriv din profiltekst
  do: Skriv tre linjer.
  done_when: Du er færdig, når linjerne står i dit CV.
  minutes: 20
  required_elsewhere: true
  template: profiltekst.txt
---
{{ video() }}

## Sådan kan den se ud

!!! warning
    Skriv ikke for langt.

=== "Lager"

    Jeg har kørt truck i 8 år.

=== "Pleje"

    Jeg er SOSU-hjælper.

| Del | Linjer |
|-----|-------:|
| Top |      3 |

```text
Kære Mette
```

Et ord[^1] og et [link](hul.md#hullet). Ring på {{ telefon() }}.

[^1]: En note.

{{ task() }}

{{ skrivefelt("linjer", "Skriv dine tre linjer") }}
"""
GAP = """---
id: cv.hul
title: Hul i CV'et
summary: Et hul er en tid uden job.
sensitive: true
task: {id: cv.hul.opgave, title: Skriv én linje, do: Skriv., done_when: Færdig., minutes: 5}
---
## Hullet {#hullet}

{{ task() }}
"""
DRAFT = """---
id: cv.kladde
title: Ikke færdig
summary: Den her er hemmelig endnu.
status: draft
---
Kladdens tekst.
"""
RETIRED = """---
id: cv.udgaaet
title: Den gamle
summary: Den var god engang.
status: retired
---
Den gamle tekst.
"""
FILM = """---
id: cv.profiltekst.video
title: Tre linjer
remember: Hvem er du?
---
## Tre spørgsmål
En profiltekst svarer på tre spørgsmål.

- Hvem er du?
    Skriv dit fag.

## Et eksempel
Mikkel er lagermand.

## Din tur
Skriv først om jobbet.
"""
PLAN = """---
id: to-skridt
title: To skridt
citizen_title: Dine to skridt
show_dates: true
target_groups: [sygedagpengemodtagere]
editor_note: Husk at spørge Bente.
items:
  - {key: profiltekst, workday: 1, task: cv.profiltekst.opgave}
  - {key: hul, workday: 3, task: cv.hul.opgave, title: Forklar hullet}
---
To opgaver.
"""
MUNICIPALITY = """id: aaby
name: Åby Kommune
unit: Job og Kompetence
phone: "00 00 00 00"
guidance: Åben vejledning på biblioteket, mandag kl. 10–14
illness: Ring, så snart du kan.
wish_topics: {cv: CV}
waive_reasons: {andet: andet}
support_levels: {paa-egen-haand: på egen hånd}
show_staff_names: false
state_retention_months: 6
log_retention_months: 12
"""


def page(title: str, body: str = "Tekst.") -> str:
    """A page that is no lesson."""
    return f"---\ntitle: {title}\nsummary: Kort om det.\n---\n{body}\n"


FILES = {
    "courses/ids.txt": IDS,
    "courses/cv/course.yml": COURSE,
    "courses/cv/profiltekst.md": LESSON,
    "courses/cv/profiltekst.txt": "Jeg er …\nJeg kan …\n",
    "courses/cv/hul.md": GAP,
    "courses/cv/kladde.md": DRAFT,
    "courses/cv/udgaaet.md": RETIRED,
    "videos/cv/profiltekst.md": FILM,
    "content/kommune.yml": MUNICIPALITY,
    "content/planer/to-skridt.md": PLAN,
    "content/data/hemmelig.csv": "navn;note\n",
    "content/index.md": page("Små skridt mod dit næste job", ""),
    "content/hjaelp.md": page("Hjælp", "Ring på {{ telefon() }}. Se [dit CV](/kurser/cv/)."),
    "content/privatliv.md": page("Privatliv"),
    "content/tilgaengelighed.md": page("Tilgængelighed"),
}


class Tree:
    """An author's folder that a test changes."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name, text in FILES.items():
            self.write(name, text)
        shutil.copy(PROJECT / "mkdocs.yml", root / "mkdocs.yml")

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def append(self, name: str, text: str) -> int:
        """Add text at the end; returns the line on which it begins."""
        path = self.root / name
        before = path.read_text(encoding="utf-8")
        path.write_text(before + text, encoding="utf-8")
        return before.count("\n") + 1
