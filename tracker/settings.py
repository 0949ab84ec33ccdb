"""What an operator can set: one class, each setting an environment variable `JOBVEJ_*`."""

from pathlib import Path
from typing import Annotated

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Every setting of the tracker; nothing else of the environment changes what it does."""

    model_config = SettingsConfigDict(env_prefix="JOBVEJ_", extra="ignore")

    database_url: str = "sqlite:///var/jobvej.db"
    """Where the tracker keeps its data; `sqlite:///` and a path, relative or absolute."""
    municipality: str = ""
    """Id of the municipality this process serves; empty takes the one the database belongs to."""
    host: str = "127.0.0.1"
    """Address to listen on; a demo database never leaves the machine itself."""
    port: Annotated[int, Field(ge=0, le=65535)] = 8000
    """Port to listen on; 0 takes any free one."""
    secret_file: Path = Path("var/secret.key")
    """The key behind the citizens' codes; made at first use, readable by its owner alone."""
    proxy_hops: Annotated[int, Field(ge=0, le=5)] = 0
    """How many proxies of ours stand in front, so that the right address is rate-limited."""
    build_dir: Path = Path("build")
    """Where `jobvej build` puts the site and the catalog."""
    backup_dir: Path | None = None
    """Where copies of the database go; empty puts them in `backup/` beside it."""
    staff_passwords: bool = True
    """Whether staff may sign in by name and password; off only where they can sign in elsewhere."""
    oidc_issuer: str = ""
    """The municipality's own sign-in service for staff, as its address says it; empty is none."""
    oidc_client_id: str = ""
    """What that service calls Jobvej."""
    oidc_client_secret_file: Path | None = None
    """What proves to it that Jobvej asks, in a file, which no list of processes shows."""
    oidc_groups_file: Path | None = None
    """Which group of the service has which role and team (YAML)."""
    mitid_issuer: str = ""
    """The broker that citizens' MitID comes through, as its address says it; empty is no MitID."""
    mitid_client_id: str = ""
    """What the broker calls Jobvej."""
    mitid_client_secret_file: Path | None = None
    """What proves to it that Jobvej asks, in a file."""
    mitid_level_claim: str = "acr"
    """The claim in which the broker says how surely it knows the person."""
    mitid_acr_values: str = ""
    """What the broker must be asked for to use MitID; empty where it needs no asking."""
    clock_file: Path | None = None
    """A file with the time to pretend it is (ISO 8601 with zone); on a demo database alone."""
