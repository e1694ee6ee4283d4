"""Zalo bots at the shell: their webhooks, how full they are, who goes where."""

import json
from collections.abc import Callable, Iterator

import pytest

from tests.bot.conftest import Nhacviec
from tests.loopback.zalo.modes import OTHERWISE, USUAL, Modes
from tests.loopback.zalo.server import TOKEN, ZaloApi

OTHER = "5566778899:another-loopback-secret"
SECRET = "s" * 32
CHANNEL = "zalo-4455667788"
STP = ("officer", "invite", "--agency", "stp", "--json")


@pytest.fixture(params=[USUAL, OTHERWISE], ids=["usual", "otherwise"])
def api(request: pytest.FixtureRequest, settings: Callable[..., None]) -> Iterator[ZaloApi]:
    modes: Modes = request.param
    with ZaloApi(modes) as server:
        settings(zalo_token=TOKEN, zalo_base_url=server.base_url)
        yield server


def test_a_webhook_is_set_shown_and_removed(nhacviec: Nhacviec, api: ZaloApi, settings: Callable[..., None]) -> None:
    assert nhacviec("webhook", "show", "--channel", CHANNEL).out == "Không có webhook: bot tự hỏi tin.\n"
    settings(http_port="8080", public_url="http://127.0.0.1:9", webhook_secret=SECRET)
    done = nhacviec("webhook", "set", "--channel", CHANNEL)
    assert api.bot.webhook == "http://127.0.0.1:9/zalo/4455667788"
    assert "thử gọi địa chỉ này chưa được (webhook.err.conn)" in done.out
    assert api.bot.secret != SECRET
    assert len(api.bot.secret) == 64
    assert nhacviec("webhook", "show", "--channel", CHANNEL).out == f"Webhook: {api.bot.webhook}\n"
    for _ in range(2):
        assert nhacviec("webhook", "delete", "--channel", CHANNEL).status == 0
    assert api.bot.webhook == ""


def test_a_bot_that_is_not_set_has_no_webhook(nhacviec: Nhacviec, settings: Callable[..., None]) -> None:
    settings(zalo_token=TOKEN)
    done = nhacviec("webhook", "show", "--channel", "zalo-1")
    assert (done.status, done.err) == (2, f"Không có kênh zalo-1; các kênh: telegram, {CHANNEL}.\n")


@pytest.mark.usefixtures("plan_175")
def test_an_invitation_names_the_bot_that_has_room(nhacviec: Nhacviec, settings: Callable[..., None]) -> None:
    settings(zalo_token=f"{TOKEN},{OTHER}", zalo_people="2")
    named = [json.loads(nhacviec(*STP).out)["zalo"] for _ in range(5)]
    assert [one and one["channel"] for one in named] == [CHANNEL, CHANNEL, "zalo-5566778899", "zalo-5566778899", None]
    assert named[0]["link"] == "https://bot.zaloplatforms.com/bots/4455667788"
    assert "đều đã đủ người" in nhacviec(*STP[:-1]).out
    told = json.loads(nhacviec("status", "--json").out)["zalo"]
    assert [(one["channel"], one["people"], one["places"]) for one in told] == [
        (CHANNEL, 2, 2),
        ("zalo-5566778899", 2, 2),
    ]
    listed = nhacviec("zalo", "list").out
    assert "2/2" in listed
    assert "0/3000" in listed


@pytest.mark.usefixtures("plan_175")
def test_an_agency_is_moved_only_to_a_bot_that_is_set(nhacviec: Nhacviec, settings: Callable[..., None]) -> None:
    settings(zalo_token=TOKEN)
    done = nhacviec("zalo", "move", "--agency", "stp", "--to", "zalo-1")
    assert (done.status, "Không có bot zalo-1" in done.err) == (1, True)
