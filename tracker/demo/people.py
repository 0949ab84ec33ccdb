"""The invented people of the demo: who they are, and where in their forløb they stand today."""

from dataclasses import dataclass, field

FIRST_PLAN, SMALL_PLAN, WEEKLY_PLAN = "job-14-dage", "fire-foerste-skridt", "to-om-ugen"
STEPS_PLAN, PACE_PLAN, YOUNG_PLAN = "smaa-skridt", "i-dit-tempo", "ung-videre"
BENEFIT_PLAN, PLACE_PLAN = "dagpenge-start", "klar-til-arbejdspladsen"
KARIN, METTE, LARS, BENTE, NIELS = "karin", "mette", "lars", "bente", "niels"


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
    Colleague(BENTE, "Bente Kjær", "consultant", "Syd"),
    Colleague(NIELS, "Niels Krag", "consultant", "Øst"),
    Colleague("henrik", "Henrik Dahl", "leader"),
    Colleague("susanne", "Susanne Toft", "operator"),
    Colleague("dorte", "Dorte Winther", "dpo"),
)

HELPED: dict[str, tuple[tuple[int, int, int], ...]] = {
    "start.saadan-virker-det": ((9, 2, 1), (31, 6, 2), (28, 9, 3), (12, 4, 1)),
    "jobnet.log-paa": ((4, 3, 5), (9, 8, 11), (7, 9, 12)),
    "jobnet.cv-paa-jobnet": ((6, 1, 0), (18, 7, 3), (14, 5, 4), (11, 6, 2)),
    "jobnet.joblog": ((2, 1, 0), (12, 3, 2)),
    "kompetencer.hvad-kan-jeg": ((5, 2, 0), (16, 4, 1), (13, 2, 2)),
    "jobsoegning.hvor-finder-jeg": ((3, 0, 1), (8, 3, 1)),
    "cv.cv-skelet": ((7, 2, 1), (22, 5, 3), (19, 4, 2), (17, 6, 4)),
    "cv.profiltekst": ((11, 1, 0), (26, 3, 1), (21, 4, 2)),
    "ansoegning.laes-opslaget": ((4, 1, 1), (15, 4, 3), (9, 5, 2)),
    "ansoegning.foerste-linjer": ((1, 0, 1), (7, 4, 4), (6, 6, 3)),
    "jobsamtale.forberedelse": ((8, 0, 0), (14, 1, 1)),
    "virksomhedspraktik.find-stedet": ((2, 2, 0), (3, 0, 0), (6, 1, 2)),
}
"""Answers to »Hjalp det?« per lesson: (ja, lidt, nej) of last month, the one before, and so on."""


@dataclass(frozen=True)
class Story:
    """One person; days are working days before the day of the demo's talks."""

    name: str
    reference: str
    consultant: str
    level: str = "med-sparring"
    plan: str = FIRST_PLAN
    earlier: str = ""
    """A plan they finished before this one began."""
    day: int = 5
    """Which working day of the plan the demo's day is."""
    done: int = 0
    """So many items, in the plan's order; at most all there are."""
    until: int = 1
    """The last of them was done so many working days ago."""
    films: tuple[int, ...] = (0, 1, 3, 4, 7, 9)
    """The items whose film was seen too."""
    per_week: tuple[int, ...] = ()
    """In a plan that repeats, instead of `done`: items done of this week, last week, and so on."""
    wish: str = ""
    wish_ago: int = 2
    wish_later: int = 0
    """Calendar days after that, weekends too."""
    last_talk: int = 0
    """Held so many working days ago; 0 for none."""
    last_mode: str = "in_person"
    is_prepared: bool = True
    """Whether the page was opened before it."""
    talks_before: tuple[tuple[int, str], ...] = ()
    """(working days ago, mode) of those held earlier, all of them prepared."""
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
    ended_reason: str = "job"
    own_task: str = ""
    """What they put on the list themselves, yesterday."""
    request: str = ""
    """A button they pressed yesterday."""
    pause: tuple[int, int] | None = None
    """(begun so many working days ago, so many working days more); asked for by themselves."""
    when: tuple[tuple[int, int], ...] = ()
    """For each item done (working days ago, calendar days after that), instead of an even pace."""

    @property
    def held(self) -> tuple[tuple[int, str], ...]:
        """(working days ago, mode) of every talk that was held, the last one last."""
        last = ((self.last_talk, self.last_mode),) if self.last_talk else ()
        return (*self.talks_before, *last)


PEOPLE = (
    Story("Amira H.", "2026-4417", KARIN, day=7, done=12, films=(0, 2, 3, 4, 6, 9),
          when=((6, 0), (6, 0), (5, 0), (5, 0), (4, 0), (4, 0), (4, 0), (4, 0),
                (2, 0), (2, 1), (2, 2), (1, 0)),
          wish="ansoegning", wish_later=1, talk=(0, "10.00", "phone"), last_talk=3,
          agreed="Vis dit CV til en, du kender", waived={17: "aftalt-senere"}, sent=(1,)),
    Story("Bo T.", "2026-4431", KARIN, day=4, done=5, wish="jobsamtale", wish_ago=1,
          talk=(0, "10.30", "in_person"), last_talk=3, agreed="Skriv to jobretninger ned",
          own_task="Spørg på havnen"),
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
    Story("Jens O.", "2026-4371", KARIN, day=10, done=6, until=6, missed=2, request="call_me",
          talk=(3, "09.30", "phone"), last_talk=7, agreed="Opdater dit CV på Jobnet"),
    Story("Kateryna B.", "2026-4466", KARIN, plan=WEEKLY_PLAN, earlier=FIRST_PLAN, day=13,
          per_week=(3, 5, 4), sent=(1, 2, 2), wish="uddannelse", wish_ago=1,
          talk=(4, "10.00", "video"), last_talk=6, agreed="Find ét kursus i regneark"),
    Story("Ahmad S.", "2026-4473", KARIN, level="sammen-med-hjaelper", plan=STEPS_PLAN, day=20,
          done=3, until=4, wish="noget-svaert", wish_ago=3, talk=(1, "13.00", "in_person"),
          last_talk=8, agreed="Ring, hvis ugen bliver for fuld"),
    Story("Else K.", "2026-4360", KARIN, day=24, done=20, until=14, is_ended=True, last_talk=13,
          agreed="Begynd på lageret den første"),
    Story("Viktor P.", "2026-4462", KARIN, level="paa-egen-haand", plan=BENEFIT_PLAN, day=8, done=7,
          sent=(2, 3), pause=(2, 2), talk=(3, "13.00", "video"), last_talk=5,
          agreed="Skriv til din gamle chef om en reference"),
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
    Story("Hodan A.", "2026-4424", METTE, plan=WEEKLY_PLAN, earlier=FIRST_PLAN, day=19,
          per_week=(4, 4, 5, 3), sent=(1, 2, -1, 3), talk=(3, "12.00", "phone"), last_talk=5,
          agreed="Send en uopfordret til plejehjemmet"),
    Story("Inger B.", "2026-4368", METTE, level="paa-papir", plan=PACE_PLAN, day=15,
          talk=(4, "10.30", "in_person"), last_talk=10, agreed="Tag arket med næste gang",
          is_code_used=False),
    Story("Milan V.", "2026-4437", METTE, plan=PLACE_PLAN, day=12, done=5, until=2,
          talk=(2, "09.00", "phone"), last_talk=9, agreed="Spørg, om du må prøve kassen",
          confirmed=(0,)),
    Story("Sara J.", "2026-4469", METTE, plan=YOUNG_PLAN, day=9, done=5, wish="uddannelse",
          talk=(1, "11.30", "video"), last_talk=4, agreed="Se to uddannelser på nettet"),
    Story("Rasmus N.", "2026-4433", LARS, day=5, done=8, wish="linkedin",
          talk=(0, "10.00", "phone"), last_talk=4, agreed="Lav en profil på LinkedIn"),
    Story("Signe W.", "2026-4412", LARS, level="sammen-med-hjaelper", plan=SMALL_PLAN, day=4,
          done=2, talk=(0, "13.30", "in_person")),
    Story("Tuan N.", "2026-4429", LARS, day=9, done=12, until=2, sent=(1,),
          waived={3: "er-paa-plads"}, talk=(1, "09.00", "phone"), last_talk=5,
          agreed="Øv en samtale højt"),
    Story("Umut Y.", "2026-4458", LARS, day=6, done=4, until=5, pause=(1, 4),
          talk=(2, "10.30", "phone")),
    Story("Yvonne J.", "2026-4380", LARS, plan=WEEKLY_PLAN, earlier=SMALL_PLAN, day=8,
          per_week=(2, 4), sent=(2, -1), wish="oekonomi", talk=(3, "11.30", "video"), last_talk=6,
          agreed="Tag lønsedlen med næste gang"),
    Story("Aisha M.", "2026-4475", LARS, day=2, done=1, talk=(0, "11.00", "in_person")),
    Story("Kurt F.", "2026-4383", LARS, day=10, done=17, until=2, missed=1, sent=(1, 1),
          talk=(1, "10.30", "phone"), last_talk=6, agreed="Ring til værkstedet på havnen"),
    Story("Linh T.", "2026-4444", LARS, earlier=SMALL_PLAN, day=5, done=7, wish="jobsamtale",
          talk=(2, "09.00", "video"), last_talk=4, agreed="Øv svaret på »Fortæl om dig selv«"),
    Story("Ole G.", "2026-4391", LARS, day=6, done=9, talk=(1, "13.00", "phone"), last_talk=4,
          waived={6: "lavet-paa-anden-maade", 17: "aftalt-senere"},
          agreed="Skriv profilteksten færdig"),
    Story("Zeynep K.", "2026-4374", LARS, plan=SMALL_PLAN, day=18, done=4, until=13, is_ended=True,
          last_talk=12, agreed="Begynd på AMU-kurset", ended_reason="uddannelse"),
    Story("Anders R.", "2026-4415", BENTE, day=8, done=10, wish="cv", talk=(0, "09.00", "phone"),
          last_talk=3, agreed="Få en ven til at læse dit CV"),
    Story("Maryam H.", "2026-4450", BENTE, level="sammen-med-hjaelper", plan=STEPS_PLAN, day=12,
          done=2, until=3, talk=(0, "10.15", "in_person"), last_talk=7,
          agreed="Vælg ét sted, du gerne vil se"),
    Story("Peter D.", "2026-4352", BENTE, plan=WEEKLY_PLAN, earlier=FIRST_PLAN, day=33,
          per_week=(5, 5, 0, 5, 3, 5, 2), sent=(2, 2, -1, 1, 2, 3), talk=(2, "11.00", "phone"),
          last_talk=8, agreed="Følg op på de to ansøgninger"),
    Story("Rania O.", "2026-4477", BENTE, plan=YOUNG_PLAN, day=2, is_code_used=False,
          talk=(1, "09.30", "in_person")),
    Story("Svend A.", "2026-4377", BENTE, level="paa-papir", day=7, talk=(3, "09.30", "in_person"),
          last_talk=6, agreed="Find dine gamle udtalelser frem", is_code_used=False),
    Story("Thi N.", "2026-4406", BENTE, level="paa-egen-haand", plan=BENEFIT_PLAN, day=14, done=12,
          until=2, sent=(3, 2, 2), talk=(2, "13.30", "video"), last_talk=8,
          agreed="Søg de to job i Aarhus"),
    Story("Ulla P.", "2026-4455", BENTE, plan=SMALL_PLAN, day=3, done=2, wish="cv", wish_ago=1,
          talk=(0, "12.00", "phone")),
    Story("Yusuf B.", "2026-4427", BENTE, day=9, done=3, until=8, missed=1,
          talk=(1, "12.30", "phone"), last_talk=8, agreed="Tag en tur forbi Åben vejledning"),
)  # fmt: skip
