"""What waits is decided on at the board as in the chat: by the same people, on what they saw, with the same trace."""

from datetime import timedelta
from typing import Any

import pytest

from data.enums import AuditKind, Role, State
from data.models import Officer
from data.registry.office import audit_log
from data.registry.office.audit_log import AuditFilter
from data.registry.people import officers
from handlers.board import overview
from scheduler.statistics.board import BoardFigures, count_board
from tests.bot.board.test_pages import in_two
from tests.bot.board.work import (
    BOARD,
    WORK,
    asked_for_more_time,
    changes,
    duties_of,
    duty,
    post,
    reported,
    seen,
    state,
    token_of,
    told,
)
from tests.bot.page.conftest import Browser, House


async def supervisor(house: House) -> Browser:
    return await house.signed(house.officer("snv", Role.SUPERVISOR, "Giám sát Một"))


async def test_a_report_is_shown_with_its_document_its_author_and_its_files(house: House) -> None:
    browser = await supervisor(house)
    row = reported(house, "stp", file=b"%PDF-1.7 minh chung")
    page = (await browser.client.get(WORK)).text
    assert row.title[:60] in page
    assert "12/BC-ABC" in page
    assert "Cán bộ stp 0" in page
    assert "bien-ban.pdf" in page


async def test_whom_to_remind_is_taken_from_the_kept_figures(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[object] = []

    def count(*of: Any, **how: Any) -> BoardFigures:
        counted.append(of)
        return count_board(*of, **how)

    monkeypatch.setattr(overview, "count_board", count)
    browser = await supervisor(house)
    for path in (BOARD, WORK, WORK):
        assert (await browser.client.get(path)).status_code == 200
    assert len(counted) == 1


async def test_a_report_is_confirmed_on_the_version_that_was_shown(house: House) -> None:
    browser = await supervisor(house)
    row = reported(house, "stp")
    answer = await post(browser, f"confirm:{row.id}:{row.version}")
    assert answer.status_code == 200
    assert "Đã xác nhận" in told(answer)
    assert "Không có báo cáo nào chờ xác nhận" in answer.text
    assert changes(house, row.id)[-1] == ("confirmed", "Giám sát Một")
    with house.store.read() as session:
        (last,) = audit_log.list_page(session, AuditFilter(kind=AuditKind.PROGRESS), 0, 1)
    assert (last.channel, last.person) == ("board", "Giám sát Một")
    assert (last.before["state"], last.after["state"]) == ("reported", "done")


async def test_a_report_is_returned_for_a_reason_that_stands_in_the_form(house: House) -> None:
    browser = await supervisor(house)
    row = reported(house, "stp")
    missing = await post(browser, f"return:{row.id}:{row.version}", chu=" ", luon="1")
    assert (missing.status_code, state(house, row)) == (400, State.REPORTED)
    answer = await post(browser, f"return:{row.id}:{row.version}", chu="thiếu biên bản họp", luon="1")
    assert answer.status_code == 200
    assert changes(house, row.id)[-1] == ("returned", "Giám sát Một")


async def test_words_that_are_asked_for_are_typed_under_the_question_and_shown_before_they_count(
    house: House,
) -> None:
    browser = await supervisor(house)
    row = reported(house, "stp")
    value = f"return:{row.id}:{row.version}"
    asked = await post(browser, value)
    assert "Gõ lý do trả lại" in told(asked)
    shown = await post(browser, value, chu="thiếu biên bản họp")
    assert "Tôi sẽ ghi như sau" in told(shown)
    assert state(house, row) is State.REPORTED
    record = next(part for part in shown.text.split('"') if part.startswith("record:"))
    await post(browser, record)
    assert changes(house, row.id)[-1][0] == "returned"


async def test_a_page_is_decided_on_at_once_and_what_changed_since_is_kept_and_named(house: House) -> None:
    browser = await supervisor(house)
    first, second, stale = reported(house, "stp"), reported(house, "stc"), reported(house, "skhdt")
    await post(browser, f"return:{stale.id}:{stale.version}", chu="thiếu phụ lục", luon="1")
    answer = await post(browser, "confirms:viec", viec=seen(first, second, stale))
    assert "Đã xác nhận 2 nhiệm vụ" in told(answer)
    assert "Giữ nguyên 1 nhiệm vụ" in told(answer)
    assert state(house, stale) is not State.DONE
    assert [state(house, row) for row in (first, second)] == [State.DONE] * 2
    undo = next(part for part in answer.text.split('"') if part.startswith("undos:"))
    await post(browser, undo)
    assert [state(house, row) for row in (first, second)] == [State.REPORTED] * 2


async def test_the_chosen_ones_of_a_page_are_returned_for_one_reason(house: House) -> None:
    browser = await supervisor(house)
    first, second, other = reported(house, "stp"), reported(house, "stc"), reported(house, "skhdt")
    none = await post(browser, "returns:viec", chu="thiếu phụ lục", luon="1")
    assert none.status_code == 400
    assert "chưa chọn việc nào" in told(none)
    await post(browser, "returns:viec", viec=seen(first, second), trang=seen(other), chu="thiếu phụ lục", luon="1")
    assert [changes(house, row.id)[-1][0] for row in (first, second, other)] == ["returned", "returned", "reported"]


async def test_a_stale_version_is_refused_with_the_sentence_of_the_chat_and_nothing_is_done(house: House) -> None:
    one, two = await supervisor(house), await house.signed(house.officer("snv", Role.SUPERVISOR, "Giám sát Hai"))
    row = reported(house, "stp")
    await post(one, f"confirm:{row.id}:{row.version}")
    answer = await post(two, f"return:{row.id}:{row.version}", chu="thiếu biên bản", luon="1")
    assert answer.status_code == 409
    assert "Giám sát Một" in told(answer)
    assert changes(house, row.id)[-1][0] == "confirmed"


async def test_nobody_confirms_what_their_own_agency_reported(house: House) -> None:
    browser = await supervisor(house)
    row = reported(house, "snv")
    assert "giám sát của cơ quan khác xác nhận" in (await browser.client.get(WORK)).text
    answer = await post(browser, f"confirm:{row.id}:{row.version}")
    assert answer.status_code == 403
    assert state(house, row) is State.REPORTED


async def test_an_extension_is_agreed_to_or_refused(house: House) -> None:
    browser = await supervisor(house)
    agreed, refused = asked_for_more_time(house, "stp"), asked_for_more_time(house, "stc")
    assert "chờ số liệu của xã" in (await browser.client.get(WORK)).text
    await post(browser, f"agree:{agreed.id}:{agreed.version}")
    await post(browser, f"refuse:{refused.id}:{refused.version}", chu="đã gia hạn hai lần", luon="1")
    assert duty(house, agreed.id).extended_to == agreed.asked_until
    assert changes(house, refused.id)[-1][0] == "extension_refused"


async def test_a_duty_is_exempted_with_reason_and_document_after_a_preview(house: House) -> None:
    browser = await supervisor(house)
    row = asked_for_more_time(house, "stp")
    value = f"exempt:{row.id}:{row.version}"
    undated = await post(browser, value, chu="không phát sinh")
    assert undated.status_code == 400
    assert "không phát sinh</textarea>" in undated.text
    shown = await post(browser, value, chu="không phát sinh, 45/SNV-CCHC 20/02/2024")
    assert state(house, row) is not State.NOT_APPLICABLE
    await post(browser, next(part for part in shown.text.split('"') if part.startswith("record:")))
    assert state(house, row) is State.NOT_APPLICABLE


async def test_an_agency_is_reminded_once_a_day_after_it_was_shown_of_what(house: House) -> None:
    browser = await supervisor(house)
    row = asked_for_more_time(house, "stp")
    shown = await post(browser, f"urgeof:{row.agency_id}")
    assert "Chưa gửi gì" in told(shown)
    urge = next(part for part in shown.text.split('"') if part.startswith("urge:"))
    assert "Đã giao gửi nhắc cho 1 cơ quan" in told(await post(browser, urge))
    again = await post(browser, f"urgeof:{row.agency_id}")
    assert "Hôm nay đã nhắc" in told(again)
    assert (await post(browser, "urgeof:99999")).status_code == 404


async def test_an_agency_is_reminded_from_its_own_page_by_supervisors_alone(house: House) -> None:
    agency_id = duties_of(house, "stc")[0].agency_id
    path = f"{BOARD}co-quan/{agency_id}"
    supervisor = await house.signed(house.officer("snv", Role.SUPERVISOR))
    assert "Sở Tài chính" in told(await post(supervisor, f"urgeof:{agency_id}", path))
    admin = await house.signed(house.officer("snv", Role.ADMIN))
    assert "Nhắc cơ quan" not in (await admin.client.get(path)).text


async def test_a_page_says_that_its_agency_was_reminded_today_and_offers_nothing_where_nothing_is_overdue(
    house: House,
) -> None:
    agency_id = duties_of(house, "stc")[0].agency_id
    path, browser = f"{BOARD}co-quan/{agency_id}", await supervisor(house)
    house.clock.move_to(house.clock.now() - timedelta(days=40))
    assert "Nhắc cơ quan" not in (await browser.client.get(path)).text
    house.clock.move_to(house.clock.now() + timedelta(days=40))
    focal = house.officer("stc", name="Cán bộ tài chính")
    await house.signed(focal)
    assert "Nhắc cơ quan" in (await browser.client.get(path)).text
    shown = await post(browser, f"urgeof:{agency_id}", path)
    await post(browser, next(part for part in shown.text.split('"') if part.startswith("urge:")), path)
    page = (await browser.client.get(path)).text
    assert "hôm nay đã nhắc" in page
    assert f'value="urgeof:{agency_id}"' not in page
    with house.store.write() as session:
        officers.deactivate(session, focal, now=house.clock.now(), actor="test")
    assert "chờ có cán bộ nhận nhắc" in (await browser.client.get(path)).text
    again = told(await post(browser, f"urgeof:{agency_id}"))
    assert "Chưa có cán bộ nhận nhắc, chờ trong hôm nay (1): Sở Tài chính" in again


async def test_who_may_not_decide_in_whatever_role_is_not_sent_to_another(house: House) -> None:
    """The hint to switch stands where another agency of the reader's may help, and nowhere else."""
    _, added = in_two(house)
    browser = await house.signed(added)
    own = reported(house, "snv")
    refused = await post(browser, f"confirm:{own.id}:{own.version}")
    assert "Cơ quan không tự xác nhận" in refused.text
    assert "chuyển sang đó ở đầu trang" not in refused.text
    assert (await browser.client.get(f"{BOARD}nhat-ky")).text.count("chuyển sang đó ở đầu trang") == 1


async def test_a_secret_is_neither_taken_nor_shown_and_typed_words_stay_inert(house: House) -> None:
    browser = await supervisor(house)
    row = reported(house, "stp")
    value = f"return:{row.id}:{row.version}"
    secret = await post(browser, value, chu="TỐI MẬT: kế hoạch", luon="1")
    assert secret.status_code == 400
    assert state(house, row) is State.REPORTED
    shown = await post(browser, value, chu="<script>alert(1)</script> xem https://xau.example")
    assert "<script>alert" not in shown.text
    assert 'href="https://xau.example' not in shown.text
    too_long = await post(browser, value, chu="a" * 3000, luon="1")
    assert (too_long.status_code, state(house, row)) == (400, State.REPORTED)


async def test_forms_without_the_token_of_this_session_change_nothing(house: House) -> None:
    browser, other = await supervisor(house), await house.signed(house.officer("snv", Role.SUPERVISOR, "Hai"))
    row = reported(house, "stp")
    for token in ("", "0" * 64, await token_of(other)):
        answer = await post(browser, f"confirm:{row.id}:{row.version}", token=token)
        assert answer.status_code == 403
    foreign = await browser.client.post(
        WORK,
        data={"ma": await token_of(browser), "nut": f"confirm:{row.id}:{row.version}"},
        headers={"origin": "https://xau.example"},
    )
    assert foreign.status_code == 403
    assert state(house, row) is State.REPORTED


async def test_forged_values_are_refused_and_leave_a_trace(house: House) -> None:
    browser = await supervisor(house)
    row = reported(house, "stp")
    for value in (
        "",
        "confirm",
        "confirm:0:0",
        "confirm:999999:1",
        "xlsx:all",
        "makecodes:0123456789ab",
        "/tonghop",
        "confirms:trang",
        "confirms:viec",
        "person:1",
        f"confirm:{row.id}:{row.version + 1}",
        "file:999",
    ):
        answer = await post(browser, value)
        assert answer.status_code in (200, 400, 403, 409), value
        assert row.title[:40] not in told(answer)
    for viec in (["x"], ["1:99999999"], ["99999999999:1"], [f"{row.id}:70000"], seen(row) * 9):
        assert (await post(browser, "confirms:viec", viec=viec)).status_code == 400
    answer = await browser.client.post(WORK, content=b"\xff\xfe=%zz&&&")
    assert answer.status_code in (400, 403)
    assert state(house, row) is State.REPORTED
    with house.store.read() as session:
        refused = audit_log.list_page(session, AuditFilter(kind=AuditKind.REFUSED), 0, 50)
    assert {line.channel for line in refused} == {"board"}
    assert refused


async def test_who_may_not_decide_is_refused_though_the_button_is_right(house: House) -> None:
    row = reported(house, "stp")
    head, admin = (
        await house.signed(house.officer("stp", Role.HEAD)),
        await house.signed(house.officer("snv", Role.ADMIN)),
    )
    for browser in (head, admin):
        page = await browser.client.get(WORK)
        assert page.status_code == 200
        assert f"confirm:{row.id}" not in page.text
        token = await token_of(browser, WORK) if 'name="ma"' in page.text else "0" * 64
        answer = await post(browser, f"confirm:{row.id}:{row.version}", token=token)
        assert answer.status_code == 403
    assert state(house, row) is State.REPORTED


async def test_a_role_that_was_taken_away_decides_on_nothing_more(house: House) -> None:
    officer_id = house.officer("snv", Role.SUPERVISOR, "Giám sát Một")
    browser = await house.signed(officer_id)
    row, token = reported(house, "stp"), await token_of(browser)
    with house.store.write() as session:
        session.get_one(Officer, officer_id).role = Role.OFFICER
    assert (await post(browser, f"confirm:{row.id}:{row.version}", token=token)).status_code == 403
    with house.store.write() as session:
        session.get_one(Officer, officer_id).active = False
    assert (await post(browser, f"confirm:{row.id}:{row.version}", token=token)).status_code == 401
    assert state(house, row) is State.REPORTED


async def test_a_file_is_handed_out_to_who_may_see_its_duty(house: House) -> None:
    reported(house, "stp", file=b"%PDF-1.7 minh chung")
    browser, other = await supervisor(house), await house.signed(house.officer("stc", Role.HEAD))
    path = next(part for part in (await browser.client.get(WORK)).text.split('"') if part.startswith("./tep/"))
    link = f"/trang/bang/{path.removeprefix('./')}"
    answer = await browser.client.get(link)
    assert (answer.status_code, answer.content) == (200, b"%PDF-1.7 minh chung")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert (await other.client.get(link)).status_code == 403
    assert (await browser.client.get("/trang/bang/tep/999")).status_code == 403
    assert (await house.browser().client.get(link)).status_code == 401


async def test_an_open_question_of_the_chat_is_not_touched(house: House) -> None:
    browser = await supervisor(house)
    row = reported(house, "stp")
    await browser.tap(f"return:{row.id}:{row.version}", "")
    other = reported(house, "stc")
    await post(browser, f"return:{other.id}:{other.version}", chu="thiếu phụ lục", luon="1")
    said = await browser.say("thiếu biên bản họp")
    assert said.status_code in (200, 202)
    texts = " ".join(str(entry) for entry in await browser.shown())
    assert "Tôi sẽ ghi như sau" in texts
    assert "thiếu biên bản họp" in texts
