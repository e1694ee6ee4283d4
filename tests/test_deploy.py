"""What is deployed agrees with the program: its settings, its commands, its addresses, and few rights."""

import re
import shutil
import subprocess
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from dotenv import dotenv_values
from pydantic import SecretStr
from starlette.routing import Mount, Route

from bot.channels.telegram.receiving import webhook as of_telegram
from bot.channels.zalo.receiving import webhook as of_zalo
from bot.cli.command_tree import app
from bot.http.calendar_feed import FeedRoutes
from bot.http.serving import serving_route
from bot.page import routes as of_page
from bot.settings import PREFIX, Settings, variable

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
UNITS = sorted(path.name for path in DEPLOY.glob("*.service"))
COMPOSE = sorted(path.name for path in DEPLOY.glob("compose*.yaml"))
SETTINGS = {variable(field) for field in Settings.model_fields}
SECRETS = {
    variable(name)
    for name, field in Settings.model_fields.items()
    if SecretStr.__name__ in str(field.annotation) or name == "database_url"
}
"""Of the address of PostgreSQL a password may be a part."""
SECRET_ROOMS = {"/lich", "/tai", "/tele", "/zalo", "/trang"}
PUBLIC_ROOM = "/cong-khai"
"""Figures for everybody; not found unless an office switches them on."""
WIDEST = 20
"""Of systemd's exposure, in tenths: 2.0."""


def values(unit: str, key: str) -> list[str]:
    return re.findall(rf"^{key}=(.*)$", (DEPLOY / unit).read_text(), re.MULTILINE)


def composed(name: str) -> dict[str, Any]:
    services: dict[str, Any] = yaml.safe_load((DEPLOY / name).read_text())["services"]
    return services


def is_command(line: list[str]) -> bool:
    """Return whether `nhacviec` knows the command at the beginning of these words."""
    groups = {group.name: group.typer_instance for group in app.registered_groups}
    where = groups.get(line[0]) or app
    names = {command.name or getattr(command.callback, "__name__", "") for command in where.registered_commands}
    return line[1 if line[0] in groups else 0] in names


def test_every_unit_is_there() -> None:
    assert UNITS == ["nhacviec-backup.service", "nhacviec.service"]
    assert values("nhacviec-backup.timer", "OnCalendar") == ["*-*-* 02:00:00 Asia/Ho_Chi_Minh"]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not installed")
@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_grants_few_rights(unit: str) -> None:
    done = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", f"--threshold={WIDEST}", "--no-pager", DEPLOY / unit],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-300:] + done.stderr


@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_starts_a_command_that_there_is(unit: str) -> None:
    [start] = values(unit, "ExecStart")
    program, *line = start.split()
    assert program == "/opt/nhacviec/.venv/bin/nhacviec"
    assert is_command(line)


def test_secrets_come_as_credentials_under_the_names_of_the_settings() -> None:
    assert set(values("nhacviec.service", "LoadCredential")) == SECRETS
    assert set(values("nhacviec-backup.service", "LoadCredential")) <= SECRETS


def test_the_backup_may_write_where_it_is_told_to() -> None:
    [start] = values("nhacviec-backup.service", "ExecStart")
    [writable] = values("nhacviec-backup.service", "ReadWritePaths")
    assert f" {writable} " in start


def test_the_image_sets_what_there_is_runs_as_nobody_and_tells_its_health() -> None:
    dockerfile = (DEPLOY / "Dockerfile").read_text()
    assert set(re.findall(rf"\b{PREFIX}\w+", dockerfile)) <= SETTINGS
    user = re.search(r"^USER (\d+)$", dockerfile, re.MULTILINE)
    assert user
    assert int(user[1]) > 0
    assert "/healthz" in dockerfile
    assert dockerfile.count(f"NHACVIEC_HTTP_PORT={port_of_health(dockerfile)}") == 1
    makefile = (ROOT / "Makefile").read_text()
    [uv] = re.findall(r"^UV_VERSION := (\S+)$", makefile, re.MULTILINE)
    assert f"uv=={uv}" in dockerfile
    copied = set(re.findall(r"^COPY (?!--)(.+) \S+$", dockerfile, re.MULTILINE))
    told = {line.removeprefix("!") for line in (ROOT / ".dockerignore").read_text().splitlines() if line[0] == "!"}
    assert {name for line in copied for name in line.split()} == told
    assert all((ROOT / name).exists() for name in told)


def port_of_health(dockerfile: str) -> str:
    [port] = re.findall(r"127\.0\.0\.1:(\d+)/healthz", dockerfile)
    return str(port)


@pytest.mark.parametrize("name", COMPOSE)
def test_no_container_may_more_than_it_needs(name: str) -> None:
    for service in composed(name).values():
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert service["read_only"] is True
        assert service["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", COMPOSE)
def test_the_bot_runs_as_its_image_says_and_is_set_by_what_there_is(name: str) -> None:
    bot = composed(name)["bot"]
    dockerfile = (DEPLOY / "Dockerfile").read_text()
    assert bot["user"].partition(":")[0] == re.findall(r"^USER (\d+)$", dockerfile, re.MULTILINE)[0]
    assert set(bot.get("environment", {})) - {"CREDENTIALS_DIRECTORY"} <= SETTINGS
    assert set(bot.get("secrets", [])) <= SECRETS
    assert (DEPLOY / bot["build"]["context"] / bot["build"]["dockerfile"]).is_file()
    kept = {volume.split(":")[1] for volume in bot["volumes"] if not volume.startswith(("/", "."))}
    assert kept <= set(re.findall(r'"(/\w+)"', re.findall(r"^VOLUME (.*)$", dockerfile, re.MULTILINE)[0]))


def test_the_example_of_settings_is_what_a_container_reads() -> None:
    """Docker reads the file as well, without a shell: every line that is switched on must be a plain value."""
    lines = (ROOT / ".env.example").read_text(encoding="utf-8")
    switched_on = re.findall(r"^# (NHACVIEC_\w+=.*)$", lines, re.MULTILINE)
    for line in switched_on:
        name, _equals, value = line.partition("=")
        assert dotenv_values(stream=StringIO(line)) == {name: value}


def test_caddy_passes_on_what_is_meant_for_phones_and_providers_and_nothing_else() -> None:
    caddyfile = (DEPLOY / "Caddyfile").read_text()
    assert set(re.findall(rf"\b{PREFIX}\w+", caddyfile)) <= SETTINGS
    [passed] = re.findall(r"@public path (.*)", caddyfile)
    rooms = {path.removesuffix("/*") for path in passed.split()}
    assert rooms == {*SECRET_ROOMS, PUBLIC_ROOM}
    made = [of_telegram.make_path("x" * 16), of_zalo.make_path("1"), *(route_path(one) for one in feed_routes())]
    assert {path[: path.index("/", 1)] for path in made} <= rooms
    assert "/trang" in (ROOT / "bot" / "page" / "routes.py").read_text()
    assert of_page.STREAM.startswith("/trang/")


@pytest.mark.parametrize("name", COMPOSE)
def test_caddy_finds_every_bot_and_asks_which_of_them_serves(name: str) -> None:
    caddyfile = (DEPLOY / "Caddyfile").read_text()
    services = composed(name)
    [default] = re.findall(r"\{\$UPSTREAMS:(\S+)\}", caddyfile)
    told = services["caddy"].get("environment", {}).get("UPSTREAMS", default).split()
    bots = [service for service, about in services.items() if about["image"] == "nhacviec"]
    assert told == [f"{bot}:8080" for bot in bots]
    route = serving_route(is_serving=True)
    assert isinstance(route, Route)
    assert f"health_uri {route.path}\n" in caddyfile


def feed_routes() -> list[Any]:
    return [*FeedRoutes(lambda _token: None).routes()]


def route_path(route: Route | Mount) -> str:
    return route.path
