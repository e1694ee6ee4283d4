"""A plan that waits is looked at as a table, its questions are answered there, and it is written by one button."""

import re
from collections.abc import Callable

import pytest
from sqlmodel import select

from bot.turn_limit import CpuTimeLimit
from data.enums import Role
from data.models import Plan, Task
from data.plans.formats.document_json import write_document
from data.plans.storing.waiting import waiting_plans
from data.plans.storing.waiting.rollover import roll_over
from handlers.base.turn_limit import TurnTimedOut
from tests.bot.board.work import BOARD, post, token_of, told
from tests.bot.page.conftest import Browser, House
from tests.handlers.office.test_plan_drafts import OTHER, ROWS, plan

VAGUE = ("4", "Rà soát thủ tục hành chính", "Báo cáo", "Sở Tư pháp", "", "Tháng 13/2024")


def waiting(house: House, *rows: tuple[str, ...]) -> str:
    """Keep a plan as if it had been sent; return the path of its page."""
    with house.store.write() as session:
        draft_id = waiting_plans.keep(
            session,
            "ke-hoach.docx",
            write_document(plan(*rows)),
            "Chuyển đổi số tỉnh Thái Bình năm 2024",
            officer_id=None,
            now=house.clock.now(),
            actor="test",
        )
    return f"{BOARD}ban-nhap/{draft_id}"


async def administrator(house: House) -> Browser:
    return await house.signed(house.officer("snv", Role.ADMIN, "Quản trị Một"))


def pressed(text: str, verb: str) -> str:
    """Return the value of the first button of this kind on a page."""
    return next(part for part in text.split('"') if part.startswith(f"{verb}:"))


async def test_doubtful_cells_are_marked_beside_the_words_of_the_plan(house: House) -> None:
    browser, path = await administrator(house), waiting(house, *ROWS, VAGUE)
    listed = await browser.client.get(f"{BOARD}ban-nhap")
    assert "Chuyển đổi số tỉnh Thái Bình năm 2024" in listed.text
    page = (await browser.client.get(path)).text
    doubtful = re.findall(r'class="doubtful">([^<]*)', page)
    assert "Liên hiệp các hội" in doubtful
    assert "Tháng 13/2024" in doubtful
    assert "Quý I/2024" not in doubtful
    assert "Đọc là: 31/03/2024" in page
    only = (await browser.client.get(f"{path}?chi=can-xem")).text
    assert "Xây dựng kế hoạch chuyển đổi số" not in only
    assert "Rà soát thủ tục hành chính" in only


async def test_its_questions_are_answered_and_it_is_written(house: House) -> None:
    browser, path = await administrator(house), waiting(house, *ROWS)
    assert "draftdone:" not in (await browser.client.get(path)).text
    asked = await post(browser, pressed((await browser.client.get(path)).text, "draftask"), path)
    assert "Liên hiệp các hội" in told(asked)
    typed = await post(browser, pressed(asked.text, "draftother"), path, chu="Sở Tư pháp")
    assert typed.status_code == 200
    ready = (await browser.client.get(path)).text
    done = await post(browser, pressed(ready, "draftdone"), path)
    assert "Đã ghi kế hoạch 77/KH-UBND vào sổ" in told(done)
    with house.store.read() as session:
        rows = session.exec(select(Task).join(Plan).where(Plan.number == "77/KH-UBND")).all()
    assert len(rows) == 3


async def test_what_was_shown_is_written_or_nothing(house: House) -> None:
    browser, path = await administrator(house), waiting(house, OTHER)
    done, token = pressed((await browser.client.get(path)).text, "draftdone"), await token_of(browser, path)
    answer = await post(browser, done[:-1] + ("0" if done[-1] != "0" else "1"), path)
    assert "chưa có gì được ghi" in told(answer)
    await post(browser, done, path)
    twice = await post(browser, done, path, token=token)
    assert twice.status_code == 200
    assert "Quản trị Một" in told(twice)
    for wrong in ("999", "x", "9" * 20):
        assert (await browser.client.get(f"{BOARD}ban-nhap/{wrong}")).status_code in (400, 404)


async def test_last_years_plan_is_compared_and_asked_about(house: House) -> None:
    browser = await administrator(house)
    with house.store.write() as session:
        draft_id = roll_over(session, 1, officer_id=None, now=house.clock.now(), actor="test")
    path = f"{BOARD}ban-nhap/{draft_id}"
    page = (await browser.client.get(path)).text
    assert "36 việc chỉ của năm cũ" in page
    assert "giữ nguyên 43, đổi 0, bỏ 0, thêm 0" in page
    asked = await post(browser, pressed(page, "draftask"), path)
    assert "Năm sau có làm nữa không?" in told(asked)
    asked = await post(browser, pressed(asked.text, "draftleave"), path)
    await post(browser, pressed(asked.text, "draftkeepall"), path)
    page = (await browser.client.get(path)).text
    assert "giữ nguyên 42, đổi 0, bỏ 1, thêm 0" in page
    assert "việc chỉ của năm cũ" not in page


async def test_writing_a_plan_has_no_limit_of_time_and_all_else_has(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    browser, path = await administrator(house), waiting(house, OTHER)
    page = (await browser.client.get(path)).text

    monkeypatch.setattr(CpuTimeLimit, "__call__", _too_long)
    dropped = await post(browser, pressed(page, "draftdrop"), path)
    assert "xử lý quá lâu" in told(dropped)
    assert "given up on board" in caplog.text
    assert pressed((await browser.client.get(path)).text, "draftdrop")

    assert "vào sổ" in told(await post(browser, pressed(page, "draftdone"), path))


def _too_long(_limit: CpuTimeLimit, work: Callable[[], object]) -> object:
    """Limit a turn as one that works too long, unless it raises before."""
    work()
    raise TurnTimedOut
