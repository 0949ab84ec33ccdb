"""The invented people of the demo: who they are, and where in their forløb they stand today."""

from __future__ import annotations

from dataclasses import dataclass, field

FIRST_PLAN, SMALL_PLAN, WEEKLY_PLAN = "job-14-dage", "fire-foerste-skridt", "to-om-ugen"
KARIN, METTE, LARS = "karin", "mette", "lars"


@dataclass(frozen=True)
class Colleague:
    """Someone employed by the invented municipality."""

    sign_in: str
    name: str
    role: str
    team: str = ""


STAFF = (
    Colleague(KARIN, "Karin Holm", "consultant", "Nord"),
    Colleague(METTE, "Mette Lund", "consultant", "Nord"),
    Colleague(LARS, "Lars Friis", "consultant", "Syd"),
    Colleague("henrik", "Henrik Dahl", "leader"),
    Colleague("susanne", "Susanne Toft", "operator"),
)


@dataclass(frozen=True)
class Story:
    """One person; days are working days before the day of the demo's talks."""

    name: str
    reference: str
    consultant: str
    level: str = "med-sparring"
    plan: str = FIRST_PLAN
    day: int = 5
    """Which working day of the plan the demo's day is."""
    done: int = 0
    """So many items, in the plan's order."""
    until: int = 1
    """The last of them was done so many working days ago."""
    films: tuple[int, ...] = (0, 1, 3, 4, 7, 9)
    """The items whose film was seen too."""
    wish: str = ""
    wish_ago: int = 2
    wish_later: int = 0
    """Calendar days after that, weekends too."""
    last_talk: int = 0
    """Held so many working days ago; 0 for none."""
    agreed: str = ""
    missed: int = 0
    """Nobody answered so many working days ago; 0 for never."""
    talk: tuple[int, str, str] | None = None
    """(working days ahead, time, mode)."""
    waived: dict[int, str] = field(default_factory=dict)
    """Item number (from 0) → reason, agreed at the last talk or the day before."""
    confirmed: tuple[int, ...] = ()
    sent: tuple[int, ...] = ()
    """Applications sent: this week, last week, and so on; -1 for not written."""
    outside: tuple[str, ...] = ()
    """Tasks done by own choice."""
    is_code_used: bool = True
    is_ended: bool = False
    when: tuple[tuple[int, int], ...] = ()
    """For each item done (working days ago, calendar days after that), instead of an even pace."""


PEOPLE = (
    Story("Amira H.", "2026-4417", KARIN, day=7, done=12, films=(0, 2, 3, 4, 6, 9),
          when=((6, 0), (6, 0), (5, 0), (5, 0), (4, 0), (4, 0), (4, 0), (4, 0),
                (2, 0), (2, 1), (2, 2), (1, 0)),
          wish="ansoegning", wish_later=1, talk=(0, "10.00", "phone"), last_talk=3,
          agreed="Vis dit CV til en, du kender", waived={17: "aftalt-senere"}, sent=(1,)),
    Story("Bo T.", "2026-4431", KARIN, day=4, done=5, wish="jobsamtale", wish_ago=1,
          talk=(0, "10.30", "in_person"), last_talk=3, agreed="Skriv to jobretninger ned"),
    Story("Fatima A.", "2026-4409", KARIN, level="sammen-med-hjaelper", plan=SMALL_PLAN, day=3,
          done=1, wish="noget-svaert", talk=(0, "12.30", "phone"), last_talk=2,
          agreed="Ring til din kontakt på biblioteket"),
    Story("Oleksandr D.", "2026-4452", KARIN, day=9, done=15, sent=(2, 1), until=1,
          talk=(0, "13.00", "video"), last_talk=5, agreed="Send en ansøgning til lageret",
          confirmed=(4,), outside=("virksomhedspraktik.tag-kontakt.opgave",)),
    Story("Grethe M.", "2026-4388", KARIN, level="paa-papir", day=6, talk=(1, "09.00", "in_person"),
          last_talk=5, agreed="Tag dit CV med på papir", is_code_used=False),
    Story("Hassan I.", "2026-4460", KARIN, level="paa-egen-haand", day=3, is_code_used=False,
          talk=(1, "11.00", "phone")),
    Story("Ines P.", "2026-4418", KARIN, day=10, done=20, until=1, sent=(2, 2),
          talk=(2, "10.00", "phone"), last_talk=6, agreed="Vis dit CV til en, du kender"),
    Story("Jens O.", "2026-4371", KARIN, day=10, done=6, until=6, missed=2,
          talk=(3, "09.30", "phone"), last_talk=7, agreed="Opdater dit CV på Jobnet"),
    Story("Kateryna B.", "2026-4466", KARIN, plan=WEEKLY_PLAN, day=13, done=9, sent=(1, 2, 2),
          wish="uddannelse", wish_ago=1, talk=(4, "10.00", "video"), last_talk=6,
          agreed="Find ét kursus i regneark"),
    Story("Birgit S.", "2026-4402", METTE, day=2, done=2, talk=(0, "09.30", "phone")),
    Story("Daniel K.", "2026-4440", METTE, day=8, done=11, waived={17: "passer-ikke-til-maal"},
          wish="praktik", talk=(0, "11.00", "in_person"), last_talk=4,
          agreed="Ring til to steder om praktik"),
    Story("Lone V.", "2026-4395", METTE, level="paa-egen-haand", plan=SMALL_PLAN, day=4, done=4,
          talk=(1, "10.00", "phone"), outside=("jobnet.joblog.opgave",)),
    Story("Mahmoud E.", "2026-4448", METTE, day=7, done=7, until=3, films=(), sent=(0, 1),
          wish="ansoegning", talk=(2, "13.00", "phone"), last_talk=4,
          agreed="Send dit CV til Mette"),
    Story("Nadia R.", "2026-4471", METTE, day=1, is_code_used=False,
          talk=(3, "10.00", "in_person")),
    Story("Pia L.", "2026-4365", METTE, plan=SMALL_PLAN, day=20, done=4, until=15, is_ended=True,
          last_talk=14, agreed="Begynd i job på mandag"),
    Story("Rasmus N.", "2026-4433", LARS, day=5, done=8, wish="linkedin",
          talk=(0, "10.00", "phone"), last_talk=4, agreed="Lav en profil på LinkedIn"),
    Story("Signe W.", "2026-4412", LARS, level="sammen-med-hjaelper", plan=SMALL_PLAN, day=4,
          done=2, talk=(0, "13.30", "in_person")),
    Story("Tuan N.", "2026-4429", LARS, day=9, done=12, until=2, sent=(1,),
          waived={3: "er-paa-plads"}, talk=(1, "09.00", "phone"), last_talk=5,
          agreed="Øv en samtale højt"),
    Story("Umut Y.", "2026-4458", LARS, day=6, done=4, until=5, talk=(2, "10.30", "phone")),
    Story("Yvonne J.", "2026-4380", LARS, plan=WEEKLY_PLAN, day=8, done=6, sent=(2, -1),
          wish="oekonomi", talk=(3, "11.30", "video"), last_talk=6,
          agreed="Tag lønsedlen med næste gang"),
)  # fmt: skip
