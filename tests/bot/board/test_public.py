"""Figures for everybody, where they are switched on: by agency, without a name of a person, made once a minute."""

import asyncio

import pytest
from httpx import ASGITransport, AsyncClient

from bot.board import public as public_routes
from bot.board.public import PublicRoutes
from bot.http.app import build_app
from bot.settings import Settings
from data.enums import Role
from data.errors import RegistryUnusable
from handlers.board import public
from tests.bot.page.conftest import HOME, House


def visitor(house: House) -> AsyncClient:
    routes = PublicRoutes(house.store, house.clock, house.app.calendar).routes()
    return AsyncClient(transport=ASGITransport(build_app(routes)), base_url=HOME)


async def test_it_shows_figures_of_agencies_and_nobody(house: House) -> None:
    house.officer("stp", name="Trần Thị Bí Mật")
    house.officer("snv", Role.SUPERVISOR, name="Trần Thị Bí Mật")
    async with visitor(house) as anybody:
        answer = await anybody.get("/cong-khai/")
    assert answer.status_code == 200
    assert "Kết quả thực hiện kế hoạch" in answer.text
    assert "Sở Tư pháp" in answer.text
    assert "Bí Mật" not in answer.text
    assert "co-quan/" not in answer.text
    assert answer.headers["content-security-policy"].startswith("default-src 'self'")


async def test_however_often_it_is_asked_for_it_is_made_once(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []

    def show(*of: object) -> str:
        made.append(of)
        return "<p>"

    monkeypatch.setattr(public, "show", show)
    async with visitor(house) as anybody:
        for _ in range(5):
            await anybody.get("/cong-khai/")
    assert len(made) == 1


async def test_while_the_registry_is_away_nobody_waits_for_it_anew(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[object] = []

    def show(*of: object) -> str:
        tried.append(of)
        raise RegistryUnusable("locked")

    monkeypatch.setattr(public, "show", show)
    async with visitor(house) as anybody:
        answers = await asyncio.gather(*(anybody.get("/cong-khai/") for _ in range(5)))
        assert {answer.status_code for answer in answers} == {503}
        assert len(tried) == 1


async def test_a_failure_is_not_kept_for_long(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    answers: list[Exception] = [RegistryUnusable("locked")]

    def show(*_of: object) -> str:
        if answers:
            raise answers.pop()
        return "<p>"

    monkeypatch.setattr(public, "show", show)
    monkeypatch.setattr(public_routes, "FAILURE_SECONDS", -1.0)
    async with visitor(house) as anybody:
        assert [(await anybody.get("/cong-khai/")).status_code for _ in range(2)] == [503, 200]


async def test_it_is_not_there_unless_it_is_switched_on(house: House) -> None:
    assert Settings.model_fields["public_figures"].default is False
    async with house.browser().client as browser:
        assert (await browser.get("/cong-khai/")).status_code == 404
