"""The samples in docs/deploy name settings, commands and files that exist, and fit each other."""

import re
from pathlib import Path

import pytest

from jobvej.cli import main
from tests.docs.test_docs import words_of
from tracker.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "docs/deploy"
SAMPLES = sorted(file.name for file in DEPLOY.iterdir())


def text(name: str) -> str:
    return (DEPLOY / name).read_text(encoding="utf-8")


def settings(name: str) -> dict[str, str]:
    """What a sample sets, whether as a line of its own or in `ENV` and `-e`."""
    return dict(re.findall(r"\b(JOBVEJ_[A-Z_]+)=(\S+)", text(name)))


def test_every_sample_is_named_in_the_paper_on_operating() -> None:
    paper = (ROOT / "docs/operating.md").read_text(encoding="utf-8")
    assert not [name for name in SAMPLES if f"(deploy/{name})" not in paper]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_setting_in_a_sample_exists(name: str) -> None:
    known = {f"JOBVEJ_{field.upper()}" for field in Settings.model_fields}
    assert set(re.findall(r"JOBVEJ_[A-Z_]+", text(name))) <= known


@pytest.mark.parametrize("name", SAMPLES)
def test_every_command_in_a_sample_exists(name: str) -> None:
    found = re.findall(
        r"(?:^ExecStart=\S*/|`|^CMD \[\"|jobvej )(jobvej[\", ]+[a-z][a-z -]*)", text(name), re.M
    )
    named = {" ".join(re.findall(r"[a-z-]+", one)) for one in found}
    assert named <= set(words_of(main)), named
    assert named or name in ("nginx.conf", "Caddyfile", "jobvej.env", "jobvej.sh")


@pytest.mark.parametrize("name", ["jobvej.env", "Containerfile"])
def test_the_settings_of_a_sample_are_ones_that_the_tracker_takes(name: str) -> None:
    found = settings(name)
    values = {key.removeprefix("JOBVEJ_").lower(): value for key, value in found.items()}
    assert Settings(**values).port != Settings.model_fields["port"].default, (
        "the default port gives way to the next, and no proxy follows it"
    )


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile"])
def test_the_proxy_knows_the_port_and_is_the_one_hop_that_is_believed(name: str) -> None:
    env = settings("jobvej.env")
    assert f"127.0.0.1:{env['JOBVEJ_PORT']}" in text(name)
    assert env["JOBVEJ_PROXY_HOPS"] == "1"
    assert env["JOBVEJ_HOST"] == "127.0.0.1"


def test_nginx_sets_every_header_that_is_believed_and_logs_no_reader() -> None:
    conf = text("nginx.conf")
    for header in ("X-Forwarded-For $remote_addr", "X-Forwarded-Proto $scheme",
                   "X-Forwarded-Host $host"):  # fmt: skip
        assert f"proxy_set_header {header};" in conf
    assert conf.count("access_log off;") == conf.count("server {")


def test_caddy_logs_no_reader_either_when_something_fails() -> None:
    assert "exclude http.log.error\n" in text("Caddyfile")


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile"])
def test_a_proxy_says_in_our_words_what_it_must_say_alone(name: str) -> None:
    for words in ("<h1>Vent et øjeblik</h1>", "<h1>Det var for meget på én gang</h1>"):
        assert words in text(name)


def test_nginx_leads_nobody_to_a_name_that_a_browser_chose() -> None:
    conf = text("nginx.conf")
    assert "return 301 https://$server_name$request_uri;" in conf
    assert "ssl_reject_handshake on;" in conf


def test_the_service_may_write_where_its_settings_point_and_nowhere_else() -> None:
    env, unit = settings("jobvej.env"), text("jobvej.service")
    assert "ProtectSystem=strict" in unit
    assert env["JOBVEJ_DATABASE_URL"].startswith("sqlite:////var/lib/jobvej/")
    assert "StateDirectory=jobvej\n" in unit
    assert re.findall(r"^ReadWritePaths=(.*)$", unit, re.M) == [env["JOBVEJ_BACKUP_DIR"]]


def test_the_service_is_started_when_it_answers_however_long_that_takes() -> None:
    unit = text("jobvej.service")
    for line in ("Type=notify", "TimeoutStartSec=infinity", "StartLimitBurst=10"):
        assert f"\n{line}\n" in unit


def test_a_command_by_hand_has_the_settings_and_the_folder_of_the_service() -> None:
    unit, script = text("jobvej.service"), text("jobvej.sh")
    [settings_file] = re.findall(r"^EnvironmentFile=(.*)$", unit, re.M)
    [folder] = re.findall(r"^WorkingDirectory=(.*)$", unit, re.M)
    [user] = re.findall(r"^User=(.*)$", unit, re.M)
    assert f"sudo -u {user} " in script
    assert f". {settings_file}; cd {folder};" in script
    assert "ExecStart=" + folder + "/.venv/bin/jobvej run\n" in unit


def test_the_container_copies_what_is_there() -> None:
    for line in re.findall(r"^COPY (.*)$", text("Containerfile"), re.M):
        for source in line.split()[:-1]:
            assert (ROOT / source).exists(), source
