"""What an administrator sends from a desk: plans and lists of people, by forms that need no script."""

import re
from base64 import b64decode
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from bot.board.multipart import read_multipart
from data.enums import Role
from data.models import Plan
from data.plans.storing.waiting import waiting_plans
from data.registry.people import officers
from data.registry.people.joining import grants
from data.rules.viet_nam_time import viet_nam_date
from handlers.base.messages import Attachment, OpenRegistry, Reply
from handlers.views.board.office import duty_export
from handlers.views.overview.exports import XLSX
from tests.bot.board.test_drafts import administrator, pressed
from tests.bot.board.work import BOARD, post, token_of, told
from tests.bot.page.conftest import Browser, House
from tests.data.plans.formats.made_files import word_of
from tests.handlers.office.test_plan_drafts import ROWS, plan

PEOPLE, DRAFTS = f"{BOARD}can-bo", f"{BOARD}ban-nhap"
INVITE = "cmd:moi"


async def send(browser: Browser, path: str, value: str, file: tuple[str, bytes], **fields: str) -> str:
    """Post a form with a file; return the page."""
    body = {"ma": await token_of(browser, path), "nut": value, **fields}
    return (await browser.client.post(path, data=body, files={"tep": file})).text


NAMES = st.text("aZàếĐ 17.-_()<>;:=,'&\t\x0b\u2028", min_size=1)
"""No quotes and line ends, which a browser writes otherwise, and no slashes."""
NO_FORMS = (b"", b"nut=1", b"--x\r\n\r\n", b"--x\r\ncontent-type: a\r\n\r\nb\r\n--x--")


@given(st.lists(st.tuples(NAMES, st.binary()), max_size=4))
def test_a_form_is_read_byte_for_byte(files: list[tuple[str, bytes]]) -> None:
    """As browsers write it; a field of files in which none was chosen comes as a file without a name."""
    parts = [b'name="nut"\r\n\r\nnewplan']
    for name, content in [*files, ("", b"")]:
        parts.append(f'name="tep"; filename="{name}"\r\nContent-Type: a/b\r\n\r\n'.encode() + content)
    written = b"".join(b"--xYz\r\nContent-Disposition: form-data; " + part + b"\r\n" for part in parts)
    read = read_multipart("multipart/form-data; boundary=xYz", written + b"--xYz--\r\n")
    assert read.fields == {"nut": ["newplan"]}
    assert [(file.name, file.content) for file in read.files] == files


@pytest.mark.parametrize("body", NO_FORMS)
def test_what_no_browser_posts_is_refused(body: bytes) -> None:
    for content_type in ("multipart/form-data; boundary=x", "multipart/form-data"):
        with pytest.raises(ValueError):  # noqa: PT011 - one refusal for all
            read_multipart(content_type, body)


async def test_a_plan_is_sent_looked_at_and_written(house: House) -> None:
    browser = await administrator(house)
    page = await send(browser, DRAFTS, "newplan", ("Kế hoạch 77.docx", word_of(plan(ROWS[0]))))
    assert "KH 77/KH-UBND" in page
    with house.store.read() as session:
        (draft,) = waiting_plans.list_open(session)
    assert draft.file_name == "Kế hoạch 77.docx"
    path = f"{DRAFTS}/{draft.id}"
    shown = (await browser.client.get(path)).text
    await post(browser, pressed(shown, "draftdone"), path)
    with house.store.read() as session:
        assert "77/KH-UBND" in set(session.exec(select(Plan.number)))


@pytest.mark.parametrize(
    ("name", "content"), [("a.docx", b"no word file"), ("a.exe", b"MZ"), ("Kế hoạch TUYỆT MẬT.docx", b"x")]
)
async def test_what_is_no_plan_is_refused_in_a_sentence(house: House, name: str, content: bytes) -> None:
    browser = await administrator(house)
    page = await send(browser, DRAFTS, "newplan", (name, content))
    assert re.search(r'class="card told', page)
    with house.store.read() as session:
        assert waiting_plans.list_open(session) == []


async def test_nobody_else_sends_plans_or_invites(house: House) -> None:
    browser = await house.signed(house.officer("stp", Role.HEAD, "Lãnh đạo Một"))
    for value in ("newplan", INVITE):
        answer = await post(browser, value, PEOPLE, token=browser.post, chu="Trần Văn B, Sở Tư pháp")
        assert answer.status_code == 403
    with house.store.read() as session:
        assert grants.list_waiting(session, house.clock.now()) == []


async def test_people_are_invited_by_a_pasted_list_and_their_codes_shown_once(house: House) -> None:
    browser = await administrator(house)
    typed = "Trần Văn Bình, Sở Tư pháp\nLê Thị Cúc\tSở Tài chính\tlãnh đạo\nAi Đó, Sở Không Có"
    seen = await post(browser, INVITE, PEOPLE, chu=typed)
    assert "Trần Văn Bình" in told(seen)
    assert "Sở Không Có" in told(seen)
    made = await post(browser, pressed(seen.text, "makecodes"), PEOPLE)
    with house.store.read() as session:
        invited = grants.list_waiting(session, house.clock.now())
    assert {(one.name, one.role) for one in invited} == {("Trần Văn Bình", Role.OFFICER), ("Lê Thị Cúc", Role.HEAD)}
    link = re.search(r'href="data:application/pdf;base64,([^"]+)" download="phieu-moi.pdf"', made.text)
    assert link
    assert b64decode(unescape(link[1])).startswith(b"%PDF")
    assert made.headers["cache-control"] == "no-store"
    again = (await browser.client.get(PEOPLE)).text
    assert "data:application" not in again
    assert "Trần Văn Bình" in again


async def test_one_person_is_invited_moved_and_let_go(house: House) -> None:
    browser = await administrator(house)
    seen = await post(browser, INVITE, PEOPLE, chu="Trần Văn Bình, Sở Tư pháp")
    code = re.search(r"[0-9A-Z]{5} [0-9A-Z]{5}", told(await post(browser, pressed(seen.text, "makecodes"), PEOPLE)))
    assert code
    other = house.officer("stp", name="Lê Thị Cúc")
    card = await post(browser, f"person:{other}", PEOPLE)
    assert "askagency:" in card.text
    asked = await post(browser, f"askdismiss:{other}", PEOPLE)
    await post(browser, pressed(asked.text, "dismiss"), PEOPLE)
    with house.store.read() as session:
        assert officers.get_facts(session, other).active is False


async def test_only_the_command_of_inviting_is_run_by_a_form(house: House) -> None:
    browser = await administrator(house)
    for value in ("cmd:nhatky", "cmd:dulieu", "cmd:moi Trần Văn Bình, Sở Tư pháp"):
        await post(browser, value, PEOPLE)
    with house.store.read() as session:
        assert grants.list_waiting(session, house.clock.now()) == []


def _nothing(_open_registry: OpenRegistry) -> bytes:
    return b""


async def test_files_of_the_board_take_turns_with_those_of_the_chat(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same file is not made twice at a time for one person, whoever asks for it and where; others have theirs."""
    officer_id = house.officer("snv", Role.SUPERVISOR)
    browser, other = await house.signed(officer_id), await house.signed(house.officer("stp", Role.HEAD))
    making = Attachment(duty_export.file_name(viet_nam_date(house.clock.now()), "xlsx"), XLSX, work=_nothing)
    with house.app._turns.in_the_making.hold(officer_id, Reply(files=(making,))):
        refused = await browser.client.get(f"{BOARD}danh-sach.xlsx")
        assert refused.status_code == 403
        assert "đang được làm" in refused.text
        assert (await other.client.get(f"{BOARD}danh-sach.xlsx")).status_code == 200
        assert (await browser.client.get(f"{BOARD}danh-sach.csv")).status_code == 200
    assert (await browser.client.get(f"{BOARD}danh-sach.xlsx")).status_code == 200
