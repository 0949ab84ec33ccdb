"""The closed list of free text that people may write: its limits, and no CPR numbers."""

from dataclasses import dataclass
from unicodedata import category, normalize
from urllib.parse import urlsplit

from jobvej.catalog.cpr import looks_like_cpr


@dataclass(frozen=True)
class Limit:
    """One place for free text: what it is called on screen, and how long it may be."""

    label: str
    longest: int
    is_required: bool
    example: str


LIMITS = {
    "display_name": Limit("navn", 40, True, "fornavn og første bogstav, fx Amira H"),
    "reference": Limit("reference", 20, True, "nummeret fra jeres fagsystem"),
    "own_task": Limit("opgaven", 80, True, "det, der skal gøres, med få ord"),
    "staff_name": Limit("navnet", 60, True, "fornavn og efternavn, fx Karin Holm"),
    "sign_in_name": Limit("brugernavnet", 60, True, "det, I bruger i kommunen"),
    "team_name": Limit("navnet på teamet", 60, True, "det, I siger, fx Team Nord"),
    "agreed": Limit("det, I har aftalt", 120, False, "ét næste skridt"),
    "club_name": Limit("navnet", 40, True, "det, I søger, fx Lager og transport"),
    "place": Limit("stedet", 60, False, "hus og lokale, fx Biblioteket, lokale 2"),
    "tip_title": Limit("jobbet", 80, True, "det, de søger, fx Medhjælper til lageret"),
    "tip_place": Limit("stedet", 60, True, "firma og by, fx Havnens Lager, Åby"),
    "link": Limit("linket", 500, False, "adressen, fx https://jobnet.dk"),
}


def clean(text: str) -> str:
    """One line without spaces at the ends, double spaces or invisible characters.

    The latter come along from mails and web pages, and with names written from right to left. An å
    that a Mac sends as two characters becomes one.
    """
    seen = (sign for sign in normalize("NFC", text) if category(sign) != "Cf")
    return " ".join("".join(seen).split())


def problem(field: str, text: str) -> str:
    """What is wrong with a text and what to do about it, in Danish; empty when it is fine.

    `text` is what `clean` gave back.
    """
    limit = LIMITS[field]
    if not text:
        return f"Skriv {limit.label}: {limit.example}." if limit.is_required else ""
    if looks_like_cpr(text):
        return f"Det ligner et CPR-nummer. Slet det, og skriv i stedet {limit.example}."
    if len(text) > limit.longest:
        return (
            f"Det er for langt: {len(text)} tegn. Skriv højst {limit.longest} tegn: "
            f"{limit.example}."
        )
    if not text.isprintable():
        return f"Der er tegn, som ikke kan vises. Skriv {limit.label} igen uden dem."
    return ""


def link_problem(link: str) -> str:
    """The same for a link, which must be a safe address of somebody else's page."""
    if wrong := problem("link", link):
        return wrong
    try:
        parts = urlsplit(link)
        is_safe = parts.scheme == "https" and bool(parts.hostname) and not parts.username
    except ValueError:
        is_safe = False
    if link and (not is_safe or " " in link):
        return "Linket skal begynde med https://. Kopiér hele adressen."
    return ""
