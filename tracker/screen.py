"""What all templates share: Danish dates, the municipality, and the notice after an action."""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from flask import Flask, Response, abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from jinja2 import DictLoader
from werkzeug.wrappers import Response as AnyResponse

from tracker import access, clock
from tracker.access import CONSULTANT, DPO, LEADER, OPERATOR
from tracker.appointments.talks import MODES
from tracker.db import all_or_nothing
from tracker.errors import Refused
from tracker.forms import Form
from tracker.gatherings.clubs import rhythm
from tracker.limits import FAILED
from tracker.sign_in.doors import doors
from tracker.sign_in.sessions import ends_in
from tracker.site import build_in_use
from tracker.workdays import off_words, why_closed

P = ParamSpec("P")
Found = TypeVar("Found")
View = Callable[P, ResponseReturnValue]
Action = Callable[Concatenate[Form, P], ResponseReturnValue]

NOTICES = {
    "slettet-for-altid": "Alt, hvad vi havde gemt om dig, er slettet for altid.",
    "logget-af": "Du er logget af.",
    "ikke-gemt": "Du var logget af, så det blev ikke gemt. Log på, og gør det igen.",
    "login-afbrudt": "Du blev ikke logget på. Prøv igen. Spørg ellers jeres it-afdeling.",
    "login-svarer-ikke": "Kommunens login svarer ikke lige nu. Vent et øjeblik, og prøv igen.",
    "login-ingen-gruppe": "Dit login giver ikke adgang til Jobvej. Spørg jeres it-afdeling.",
    "login-intet-team": "Dit team er ikke oprettet i Jobvej endnu. Sig det til jeres it-afdeling.",
    "login-lukket": "Din adgang til Jobvej er lukket. Bed jeres it-afdeling om at åbne den igen.",
    "mitid-afbrudt": "Du blev ikke logget på. Prøv igen, eller brug koden i dit brev.",
    "mitid-svarer-ikke": "MitID svarer ikke lige nu. Prøv igen, eller brug koden i dit brev.",
    "mitid-niveau": "Brug MitID med app, kodeviser eller chip. Eller brug koden i dit brev.",
    "mitid-tilfoejet": "Sådan. Næste gang er MitID nok.",
    "borgers-mitid-fjernet": "MitID er fjernet. Giv nu også en ny kode.",
    "mitid-fjernet": "MitID er fjernet. Brug koden i brevet næste gang.",
    "gemt": "Gemt.",
    "rettet": "Det er rettet. Borgeren kan se, hvad der stod før.",
    "vaelg-foerst": "Sæt først et flueben ved dem, det gælder.",
    "forloeb-startet": "Forløbet er startet. Borgerne kan se det nu.",
    "borgere-hentet": "Borgerne er oprettet. Print brevene nu.",
    "laeser-med": "Adgangen er givet. Borgeren kan se det nu.",
    "laeser-ikke": "Adgangen er fjernet.",
    "givet-videre": "Gemt. Borgerne kan se, hvem der er deres jobkonsulent.",
    "fravaer-gemt": "Fraværet er gemt. Borgerne kan se, hvem der afløser.",
    "fravaer-slut": "Afløseren har ikke adgang mere.",
    "proeve-lavet": "Prøveborgeren er lavet.",
    "proeve-slettet": "Prøveborgeren er slettet for altid.",
    "samtaler-hentet": "Samtalerne er hentet. Borgerne kan se dem nu.",
    "samtale-aflyst": "Samtalen er aflyst. Borgeren kan se det nu.",
    "samtale-rettet": "Samtalen er ændret. Borgeren kan se det nu.",
    "samtale-slut": "Samtalen var allerede afsluttet. Intet er ændret.",
    "samtale-afsluttet": "Samtalen er afsluttet og gemt.",
    "ingen-samtale": "Samtalen er taget ud igen.",
    "kalender-lavet": "Adressen er lavet.",
    "kalender-slettet": "Adressen er slettet. Ingen kan se kalenderen mere.",
    "notat-dannet": "Notatet er dannet. Borgeren kan læse det nu.",
    "opgave-tilfoejet": "Opgaven er tilføjet. Borgeren kan se den nu.",
    "gennemgaaet": "Gemt: Det har I gennemgået sammen.",
    "ikke-relevant": "Opgaven er markeret som ikke relevant og tæller ikke med.",
    "pause": "Du har fået en pause. Opgaverne er flyttet.",
    "egen-opgave": "Din egen opgave er på listen nu.",
    "opgave-fra-kursus": "Opgaven står på din liste nu. Din jobkonsulent kan se den.",
    "taget-af": "Opgaven er taget af listen.",
    "bedt": "Din jobkonsulent kan se det nu.",
    "taget-tilbage": "Det er taget tilbage.",
    "flyttet": "Opgaven er flyttet.",
    "byttet": "Opgaven er byttet. Borgeren kan se den nye nu.",
    "taget-ud": "Opgaven er taget ud.",
    "taget-ud-forloeb": "Forløbet følger ikke efter længere.",
    "sat-ind": "Opgaven er med igen.",
    "taget-over": "Det er taget over. Borgeren kan se det nu.",
    "forloeb-valgt": "Forløbet er valgt. Borgeren kan se det nu.",
    "forloeb-slut": "Forløbet er afsluttet.",
    "pause-sat": "Pausen er sat. De åbne opgaver er flyttet.",
    "pause-slut": "Pausen er slut. Opgaverne er flyttet tilbage.",
    "maal-sat": "Målet er gemt. Borgeren kan se det nu.",
    "besvaret": "Ønsket er besvaret. Borgeren kan se det nu.",
    "allerede-besvaret": "Ønsket er besvaret eller taget tilbage. Intet er ændret.",
    "klub-lavet": "Jobklubben er lavet. Nu kan du tilføje medlemmer.",
    "moede-rettet": "Mødet er rettet. Medlemmerne kan se det nu.",
    "moede-aflyst": "Mødet er aflyst. Medlemmerne kan se det nu.",
    "medlem-med": "Borgeren er med og kan se jobklubben nu.",
    "medlem-ud": "Borgeren er ikke længere med. Opgaverne står stadig i forløbet.",
    "faelles-opgave": "Opgaven er tilføjet hos medlemmerne.",
    "faelles-givet": "Alle medlemmer med et forløb i gang har nu de fælles opgaver.",
    "faelles-fjernet": "Opgaven er taget ud igen, hvor den ikke var lavet.",
    "job-tilfoejet": "Jobbet er tilføjet. Medlemmerne kan se det nu.",
    "job-fjernet": "Jobbet er fjernet.",
    "navn-vist": "Gemt. De andre i jobklubben kan se dit fornavn.",
    "navn-skjult": "Gemt. De andre i jobklubben kan ikke se dit navn.",
    "tilmeldt": "Du er tilmeldt. Linket står her på dagen.",
    "frameldt": "Du er meldt fra.",
    "var-med": "Gemt. Du var med.",
    "fortrudt": "Det er fortrudt.",
    "allerede-fortrudt": "Det var fortrudt i forvejen. Intet er ændret.",
    "logget-ud": "Personen er logget af alle steder.",
    "adgang-lukket": "Adgangen er lukket. Du kan åbne den igen.",
    "adgang-aaben": "Adgangen er åben igen.",
    "naeste-foerst": "Den næste samtale er afsluttet. Fortryd den først.",
}
"""What `?besked=` may say; the address carries a code, never words."""

FIRST_PAGES = {
    CONSULTANT: ("today.show", "I dag"),
    LEADER: ("team_figures.show", "Tal for teamet"),
    DPO: ("access_samples.show", "Stikprøver"),
    OPERATOR: ("staff.show", "Ansatte"),
}
"""Role of staff → the page that comes after signing in, and what it is called."""


def back_to(endpoint: str, notice: str = "", **values: Any) -> AnyResponse:
    """Redirect (303) once a form is saved, so that reloading the next page posts nothing again."""
    return redirect(url_for(endpoint, besked=notice or None, **values), 303)


def or_404(found: Found | None) -> Found:
    """What was found, or else a 404, whether it does not exist or is somebody else's."""
    if found is None:
        abort(404)
    return found


def download(name: str, content: str | bytes, mimetype: str = "text/csv") -> Response:
    """A file to keep."""
    response = Response(content, mimetype=mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def with_form(
    template: str, account: Callable[[], dict[str, Any]] = dict, panel: str = "", **names: str
) -> Callable[[Action[P]], View[P]]:
    """Give an action the form that was sent; if it is refused, show the page again, nothing kept.

    `account` gives what else the page shows, and `panel` names the form that is to be open, with
    `{item}` filled in from the address. `names` maps a rule's name for a field to the form's.
    """

    def declare(action: Action[P]) -> View[P]:
        @wraps(action)
        def page(*args: P.args, **address: P.kwargs) -> ResponseReturnValue:
            form = Form(request.form)
            try:
                with all_or_nothing():
                    answer = action(form, *args, **address)
                # A wrong field reads as a stand-in, which nothing may be kept with.
                if form.errors and isinstance(answer, AnyResponse):
                    raise RuntimeError(f"{action.__name__} went on without refuse_errors")
                return answer
            except Refused as refusal:
                for field, sentence in refusal.errors.items():
                    form.errors.setdefault(names.get(field, field), sentence)
            shown = account() | {"panel": panel.format(**address)}
            return render_template(template, form=form, **shown), FAILED

        return page

    return declare


def _everywhere() -> dict[str, Any]:
    """What the frame of every page needs; without queries, since error pages use it too."""
    visitor = g.get("signed_in")
    build = build_in_use()
    return {
        "assets": build.assets,
        "kommune": build.published.municipality,
        "courses": build.published.courses,
        "templates": build.published.plans,
        "citizen": g.get("citizen"),
        "doors": doors(),
        "role": visitor.role if visitor else "",
        "ends_in": ends_in(visitor, g.now) if visitor else None,
        "first_page": FIRST_PAGES.get(visitor.role) if visitor else None,
        "notice": NOTICES.get(request.args.get("besked", ""), ""),
        "is_trial": any(
            getattr(g.get(who), "trial_of", None) is not None for who in ("me", "citizen")
        ),
        "modes_words": MODES,
        "role_words": access.ROLE_WORDS,
        "purposes": access.PURPOSES,
        "logged": access.LOGGED,
        "today": g.get("today"),
    }


def when(moment: datetime, today: date) -> str:
    """`i dag kl. 10.00`, or `torsdag 14. januar kl. 10.00`."""
    if clock.local_date(moment) == today:
        return f"i dag kl. {clock.local_time(moment)}"
    return clock.long_moment(moment)


def unbroken(text: str) -> str:
    """`9. december kl. 10–14 · 5 af 9`: where a line ends, each number keeps its word, a-kasse is
    in one piece, and no line begins with the dot between two facts.
    """
    ties = r"(?<=\d\.) |(?<=kl\.) |(?<=\d) (?=af \d)|(?<=\d af) | (?=· )"
    text = re.sub(ties, "\N{NO-BREAK SPACE}", text)
    return re.sub(
        r"(?<=\d)–(?=\d)|(?<![\w-])\w{1,2}-(?=\w{1,10}(?![\w-]))", "\\g<0>\N{WORD JOINER}", text
    )


def options(rows: Iterable[Any], value: str, words: str) -> list[tuple[Any, str]]:
    """Rows as options to choose from: for each, the value sent and the words shown."""
    return [(getattr(row, value), getattr(row, words)) for row in rows]


def read_all(app: Flask) -> None:
    """Read every template now, since an upgrade would replace the files under a running server."""
    there = app.jinja_env.loader
    assert there  # noqa: S101 - Flask sees to it
    texts = {name: there.get_source(app.jinja_env, name)[0] for name in there.list_templates()}
    app.jinja_env.loader = DictLoader(texts)


def install(app: Flask) -> None:
    """Give the templates their filters and shared values."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        long_date=clock.long_date,
        short_date=clock.short_date,
        past_date=clock.past_date,
        full_date=clock.full_date,
        long_moment=clock.long_moment,
        local_date=clock.local_date,
        local_time=clock.local_time,
        sentence=lambda text: text if text.endswith((".", "?")) else f"{text}.",
        off_words=off_words,
        why_closed=why_closed,
        options=options,
        rhythm=rhythm,
        unbroken=unbroken,
        when=when,
        dial=lambda phone: "".join(sign for sign in phone if sign in "+0123456789"),
    )
    app.context_processor(_everywhere)
