"""What the address chooses is what is handed out, no more and no less; a duty is acted on from its own page."""

import csv
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook
from sqlmodel import select

from data.enums import AuditKind, Role, State
from data.errors import NotAllowed, NotFound, Refused
from data.models import Task
from data.registry.office import audit_log
from data.registry.office.audit_log import AuditFilter
from data.rules.agency_levels import Level
from handlers.board import duty_list
from handlers.dispatch.board_forms import BoardForms
from handlers.views.overview.levels import level_name
from tests.bot.board.work import BOARD, duties_of, duty, post, reported, state, told
from tests.bot.page.conftest import House


async def test_files_hold_exactly_what_is_filtered(house: House) -> None:
    browser = await house.signed(house.officer("snv", Role.SUPERVISOR))
    reported(house, "stp")
    for query in (
        "",
        "?trangthai=cho-xac-nhan",
        "?cap=department&trangthai=qua-han",
        "?kehoach=1&linhvuc=II",
    ):
        told = await browser.client.get(f"{BOARD}danh-sach.csv{query}")
        rows = list(csv.reader(StringIO(told.content.decode("utf-8-sig"))))
        book = load_workbook(BytesIO((await browser.client.get(f"{BOARD}danh-sach.xlsx{query}")).content))
        assert book.active
        cells = [row for row in book.active.iter_rows(min_row=5, values_only=True) if row[2]]
        page = (await browser.client.get(f"{BOARD}danh-sach{query}")).text
        assert len(rows) - 1 == len(cells) > 0
        assert f"{len(cells)} việc</h1>" in page
        assert [row[0] for row in rows[1:]] == [row[0] for row in cells]
        assert f"danh-sach.csv{query.replace('&', '&amp;')}" in page
    with house.store.read() as session:
        assert len(audit_log.list_page(session, AuditFilter(kind=AuditKind.HANDED_OUT), 0, 50)) == 8


async def test_the_print_view_holds_all_that_is_filtered_and_names_it(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Paper holds every duty of the filter with nothing to turn over, or says how many are left out."""
    browser = await house.signed(house.officer("snv", Role.SUPERVISOR))
    listed = (await browser.client.get(f"{BOARD}danh-sach?cap=commune")).text
    assert 'href="./danh-sach/in?cap=commune"' in listed
    rows = (await browser.client.get(f"{BOARD}danh-sach.csv?cap=commune")).text.strip().splitlines()[1:]
    assert len(rows) > duty_list.ROWS
    sheet = (await browser.client.get(f"{BOARD}danh-sach/in?cap=commune&trang=2")).text
    assert sheet.count('<tr role="row">') == len(rows) + 1
    assert f"Cấp: {level_name(Level.COMMUNE)}" in sheet
    assert "Bản in chỉ có" not in sheet
    assert 'href="../danh-sach?cap=commune"' in sheet
    head = await house.signed(house.officer("stp", Role.HEAD))
    theirs = (await head.client.get(f"{BOARD}danh-sach/in")).text
    assert theirs.count('<tr role="row">') == len(duties_of(house, "stp")) + 1
    monkeypatch.setattr(duty_list, "PRINTED", 10)
    cut = (await browser.client.get(f"{BOARD}danh-sach/in?cap=commune")).text
    assert f"Bản in chỉ có 10 việc đầu trong {len(rows)} việc" in cut


async def test_a_file_holds_what_its_reader_may_see_and_no_formula(house: House) -> None:
    head = await house.signed(house.officer("stp", Role.HEAD))
    with house.store.write() as session:
        for task in session.exec(select(Task)):
            task.title = f'=HYPERLINK("x";"{task.code}")'
    found = (await head.client.get(f"{BOARD}danh-sach.csv")).content.decode("utf-8-sig")
    rows = list(csv.reader(StringIO(found)))[1:]
    assert {row[2] for row in rows} == {"Sở Tư pháp"}
    assert all(row[1].startswith("'=") for row in rows)
    assert (await head.client.get(f"{BOARD}danh-sach.csv?coquan=1")).status_code == 403
    assert (await head.client.get(f"{BOARD}danh-sach.xlsx?quy=x")).status_code == 400
    assert (await house.browser().client.get(f"{BOARD}danh-sach.csv")).status_code == 401


async def test_a_duty_is_confirmed_and_exempted_on_its_page(house: House) -> None:
    browser = await house.signed(house.officer("snv", Role.SUPERVISOR))
    row, owed = reported(house, "stp"), duties_of(house, "stc")[0]
    path = f"{BOARD}viec/{row.id}"
    assert "Đã xác nhận" in told(await post(browser, f"confirm:{row.id}:{row.version}", path))
    other = f"{BOARD}viec/{owed.id}"
    shown = await post(
        browser, f"exempt:{owed.id}:{owed.version}", other, chu="không phát sinh, 45/SNV-CCHC 20/02/2024"
    )
    await post(browser, next(part for part in shown.text.split('"') if part.startswith("record:")), other)
    assert (state(house, row), state(house, owed)) == (State.DONE, State.NOT_APPLICABLE)


async def test_a_reading_is_corrected_with_document_and_reason(house: House) -> None:
    browser = await house.signed(house.officer("snv", Role.ADMIN))
    row = duties_of(house, "stp")[0]
    path = f"{BOARD}viec/{row.id}"
    fields = await post(browser, f"fix:{row.id}", path)
    assert "fixfield:" in fields.text
    value = f"fixfield:{row.id}:title"
    assert (await post(browser, value, path, chu="Kế hoạch rà soát văn bản")).status_code == 400
    words = "Kế hoạch rà soát văn bản theo 581/BNV-CCHC: bản in ghi thiếu chữ"
    shown = await post(browser, value, path, chu=words)
    assert "581/BNV-CCHC" in told(shown)
    await post(browser, next(part for part in shown.text.split('"') if part.startswith("record:")), path)
    assert duty(house, row.id).title == "Kế hoạch rà soát văn bản"
    head = await house.signed(house.officer("stp", Role.HEAD))
    assert "fix:" not in (await head.client.get(path)).text


async def test_a_workbook_names_what_was_chosen_in_words(house: House) -> None:
    browser = await house.signed(house.officer("snv", Role.SUPERVISOR))
    for query, words in (
        ("?kehoach=1&quy=2024-Q2&cap=department", ("KH 175/KH-UBND", "Quý II/2024", level_name(Level.DEPARTMENT))),
        (f"?coquan={duties_of(house, 'stp')[0].agency_id}&quy=khong", ("Sở Tư pháp", "Không ghi thời hạn")),
    ):
        content = (await browser.client.get(f"{BOARD}danh-sach.xlsx{query}")).content
        title = load_workbook(BytesIO(content)).properties.title
        assert [one for one in words if one not in title] == []


async def test_asking_whether_there_is_a_file_hands_out_none(house: House) -> None:
    browser = await house.signed(house.officer("snv", Role.SUPERVISOR))
    for path in ("danh-sach.csv", "danh-sach.xlsx", "tep/1"):
        answer = await browser.client.head(f"{BOARD}{path}")
        assert (answer.status_code, answer.headers["allow"]) == (405, "GET")
    with house.store.read() as session:
        assert not audit_log.list_page(session, AuditFilter(kind=AuditKind.HANDED_OUT), 0, 50)


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (NotAllowed("stranger"), 401, "Anh/chị chưa vào trang"),
        (NotFound("agency", "99"), 404, "Không mở được"),
    ],
)
async def test_a_refusal_while_a_file_is_made_is_no_fault(
    house: House,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    error: Refused,
    status: int,
    words: str,
) -> None:
    browser = await house.signed(house.officer("snv", Role.SUPERVISOR))

    def refuse(*_of: object) -> None:
        raise error

    monkeypatch.setattr(BoardForms, "hand_out", refuse)
    answer = await browser.client.get(f"{BOARD}danh-sach.csv")
    assert answer.status_code == status
    assert words in answer.text
    assert "could not be made" not in caplog.text
