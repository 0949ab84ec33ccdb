"""`jobvej doctor` on what others reach: the site, the network, the server, signing in elsewhere."""

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import datetime

from jobvej.catalog import Published
from tracker.errors import Stopped
from tracker.serve import address, is_loopback
from tracker.settings import Settings
from tracker.sign_in.doors import set_up
from tracker.sign_in.oidc import NotProven
from tracker.site import NoSite, read_build
from tracker.upkeep.backup import Copy
from tracker.upkeep.finding import Finding, fine, must, note


def site(settings: Settings, store: Copy | None) -> tuple[Published | None, list[Finding]]:
    """The build in use, whose it is, and the films it lacks."""
    try:
        build = read_build(settings.build_dir)
    except NoSite as problem:
        return None, [must(str(problem))]
    published, found = build.published, [fine(f"Sitet er bygget: {build.id}.")]
    owners = {published.municipality.id, settings.municipality or published.municipality.id}
    if store:
        owners.add(store.municipality)
    if len(owners) > 1:
        found.append(must(
            f"Site, database og JOBVEJ_MUNICIPALITY er ikke for den samme kommune: "
            f"{', '.join(sorted(owners))}."
        ))  # fmt: skip
    names = [path.name for path in (settings.build_dir / "films").glob("*.mp4")]
    videos = [lesson.video.id for course in published.courses for lesson in course.lessons
              if lesson.video and lesson.status == "published"]  # fmt: skip
    missing = [one for one in videos if not any(name.startswith(f"{one}.") for name in names)]
    if missing:
        shown = ", ".join(missing[:3]) + (" …" if len(missing) > 3 else "")
        found.append(must(
            f"{len(missing)} af {len(videos)} film mangler ({shown}). Siden viser teksten. "
            "Lav dem med: jobvej publish"
        ))  # fmt: skip
    else:
        found.append(fine(f"Alle {len(videos)} film er der."))
    return published, found


def ways_in(settings: Settings, store: Copy | None, now: datetime) -> Iterator[Finding]:
    """What stands in the way of signing in elsewhere; nothing where nobody asked for it."""
    try:
        found = set_up(settings)
    except (Stopped, OSError) as problem:
        yield must(f"Pålogning kan ikke bruges: {problem}")
        return
    for what, door in (("Kommunens login", found.staff), ("MitID", found.citizens)):
        if door is None:
            continue
        try:
            door.provider.look(now)
        except NotProven:
            yield must(f"{what} svarer ikke på {door.provider.client.issuer}")
        else:
            yield fine(f"{what} svarer på {door.provider.client.issuer}")
    if found.staff and store:
        wanted = {one.team for one in found.staff.groups.groups if one.team}
        if missing := ", ".join(sorted(wanted - store.teams)):
            yield must(
                f"Gruppefilen nævner team, der ikke findes: {missing}. Tilføj dem med: "
                "jobvej tracker add-team"
            )


def network(settings: Settings, store: Copy | None) -> Iterator[Finding]:
    """Nobody's code may cross a network in the open, and a demo stays on the machine."""
    is_own = is_loopback(settings.host)
    if store and store.is_demo and not is_own:
        yield must("En demo-database kan kun ses fra maskinen selv. Ret JOBVEJ_HOST.")
    elif not is_own and not settings.proxy_hops:
        yield must(
            "Serveren lytter uden for maskinen uden HTTPS foran. Sæt en proxy med TLS foran, og "
            "ret JOBVEJ_HOST og JOBVEJ_PROXY_HOPS."
        )
    elif not is_own:
        yield note("Serveren lytter uden for maskinen. Kun proxyen må kunne nå porten.")
    elif not settings.proxy_hops:
        yield note("Kun maskinen selv kan nå siden. Står en proxy foran, så sæt JOBVEJ_PROXY_HOPS.")
    else:
        yield fine(f"Der regnes med {settings.proxy_hops} proxy foran.")


def server(settings: Settings, published: Published | None) -> Iterator[Finding]:
    """Whether it answers, and with the newest build."""
    url = address(settings.host, settings.port)
    said = ready(url)
    if said is None:
        yield must(f"Serveren svarer ikke på {url}. Start den, og se loggen.")
    elif not said.get("ok"):
        yield must("Serveren kan ikke gemme lige nu. Er disken fuld? Se loggen.")
    elif published and said.get("build") != published.build:
        yield must(f"Serveren viser et andet byg: {said.get('build')}. {said.get('catalog')}")
    else:
        yield fine(f"Serveren svarer på {url} med det nyeste byg.")


def ready(url: str) -> dict[str, object] | None:
    """What /readyz says; None where nobody, or somebody else, answers."""
    try:
        with urllib.request.urlopen(f"{url}readyz", timeout=10) as answer:  # noqa: S310
            said = json.loads(answer.read())
    except urllib.error.HTTPError as error:
        said = {"ok": False} if error.code in (500, 503) else None
    except (OSError, ValueError):
        return None
    return said if isinstance(said, dict) else None
