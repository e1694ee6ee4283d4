"""Who opens the board, and what they are shown."""

import re
from datetime import timedelta
from gzip import compress
from html import unescape

from httpx import Response
from sqlmodel import select

from bot.board.addresses import PAGES
from data.enums import Role
from data.models import Officer, Proof
from data.registry.duties import duty_lines
from data.registry.office import agencies
from data.registry.people import offices
from data.rules.limits.terms import SUPERVISOR_SESSION_TERM
from tests.bot.board.test_roles import refusals_of
from tests.bot.board.work import duties_of, post, reported
from tests.bot.page.conftest import Browser, House

BOARD = "/trang/bang/"


async def test_who_is_not_signed_in_is_told_how_to_come_in(house: House) -> None:
    browser = house.browser()
    answer = await browser.client.get(BOARD)
    assert answer.status_code == 401
    assert "Nhắn “trang” cho bot" in answer.text
    assert "Sở" not in answer.text


async def test_a_supervisor_sees_the_province_and_a_head_their_agency(house: House) -> None:
    supervisor = await house.signed(house.officer("snv", Role.SUPERVISOR))
    head = await house.signed(house.officer("stp", Role.HEAD))
    whole, own = (await supervisor.client.get(BOARD)).text, (await head.client.get(BOARD)).text
    assert "<h1>Toàn bộ cơ quan</h1>" in whole
    assert re.search(r"trên 487 việc", whole)
    assert "<h1>Sở Tư pháp</h1>" in own
    assert "Sở Tài chính" in whole
    assert "Sở Tài chính" not in own
    assert (await head.client.get(f"{BOARD}?coquan=1")).status_code == 403


async def test_a_focal_officer_sees_no_figures(house: House) -> None:
    officer = await house.signed(house.officer("stp"))
    assert (await officer.client.get(BOARD)).status_code == 303
    answer = await officer.client.get(f"{BOARD}co-quan")
    assert answer.status_code == 403
    assert "dành cho lãnh đạo, giám sát, quản trị" in answer.text


def in_two(house: House) -> tuple[int, int]:
    """Somebody of Sở Tư pháp who is a supervisor in Sở Nội vụ as well."""
    officer_id = house.officer("stp")
    with house.store.write() as session:
        there, now = agencies.find(session, "snv").id, house.clock.now()
        added = offices.add(session, officer_id, agency_id=there, role=Role.SUPERVISOR, last_day=None, now=now)
    return officer_id, added


def switches(page: Response) -> dict[str, str]:
    """Labels and values of the buttons in the head of a page by which it speaks for another agency."""
    form = re.compile(r'action="[./]*chuyen".*?name="nut" value="([^"]+)"><button[^>]*>([^<]+)<', re.DOTALL)
    found = form.findall(page.text)
    return {unescape(label): value for value, label in found}


async def switch(browser: Browser, shown: Response, value: str) -> Response:
    """Tap a button of that kind on a page that was shown."""
    [token, *_others] = re.findall(r'name="ma" value="([0-9a-f]+)"', shown.text)
    return await post(browser, value, f"{BOARD}chuyen", token)


async def test_who_serves_several_agencies_switches_in_the_head_of_every_page(house: House) -> None:
    officer_id, _supervisor = in_two(house)
    browser = await house.signed(officer_id)
    refused = await browser.client.get(f"{BOARD}co-quan")
    assert refused.status_code == 403
    assert "đang làm việc cho Sở Tư pháp" in unescape(refused.text)
    [(label, value)] = switches(refused).items()
    assert label == "🔁 Chuyển sang Sở Nội vụ (giám sát)"
    switched = await switch(browser, refused, value)
    assert (switched.status_code, switched.headers["location"]) == (303, "./")
    overview = await browser.client.get(BOARD)
    assert overview.status_code == 200
    [(label, value)] = switches(overview).items()
    back = await switch(browser, overview, value)
    assert back.headers["location"] == "danh-sach"
    duties = await browser.client.get(f"{BOARD}danh-sach")
    assert "cán bộ đầu mối, Sở Tư pháp" in unescape(re.sub(r"<[^>]+>", "", duties.text))


async def test_a_switch_of_the_board_is_that_of_its_own_person_on_a_young_page(house: House) -> None:
    officer_id, supervisor = in_two(house)
    other = house.officer("syt", name="Người khác")
    browser = await house.signed(officer_id)
    page = await browser.client.get(f"{BOARD}danh-sach")
    for value in (f"speak:{other}", "speak:4000", f"card:{duties_of(house, 'stp')[0].id}", "speak:"):
        assert (await switch(browser, page, value)).status_code == 403, value
    assert refusals_of(house) == ["forged"]  # an hour's are told together
    forged = await post(browser, f"speak:{supervisor}", f"{BOARD}chuyen", "0" * 64)
    assert forged.status_code == 403
    house.clock.ahead = SUPERVISOR_SESSION_TERM + timedelta(minutes=1)
    late = await switch(browser, page, f"speak:{supervisor}")
    assert late.status_code == 403
    assert "quá 8 giờ" in unescape(late.text)
    assert switches(await browser.client.get(f"{BOARD}danh-sach")).keys() == {"🔁 Chuyển sang Sở Nội vụ (giám sát)"}


async def test_a_duty_of_another_agency_of_theirs_is_not_shown_before_the_switch(house: House) -> None:
    first = house.officer("stp")
    with house.store.write() as session:
        there, now = agencies.find(session, "stc").id, house.clock.now()
        offices.add(session, first, agency_id=there, role=Role.OFFICER, last_day=None, now=now)
    theirs = reported(house, "stc", file=b"%PDF-1.4 x")
    with house.store.read() as session:
        [proof] = session.exec(select(Proof.id)).all()
    browser = await house.signed(first)
    shown = await browser.client.get(f"{BOARD}viec/{theirs.id}")
    assert shown.status_code == 403
    assert theirs.title not in unescape(shown.text)
    file = await browser.client.get(f"{BOARD}tep/{proof}")
    assert "attachment" not in file.headers.get("content-disposition", "")
    [value] = switches(shown).values()
    await switch(browser, shown, value)
    assert (await browser.client.get(f"{BOARD}viec/{theirs.id}")).status_code == 200
    assert "attachment" in (await browser.client.get(f"{BOARD}tep/{proof}")).headers["content-disposition"]


async def test_with_one_agency_there_is_no_switch(house: House) -> None:
    browser = await house.signed(house.officer("snv", Role.SUPERVISOR))
    assert switches(await browser.client.get(BOARD)) == {}


async def test_a_role_that_is_taken_away_counts_from_the_next_request_on(house: House) -> None:
    officer_id = house.officer("snv", Role.SUPERVISOR)
    browser = await house.signed(officer_id)
    assert (await browser.client.get(BOARD)).status_code == 200
    with house.store.write() as session:
        session.get_one(Officer, officer_id).role = Role.OFFICER
    assert (await browser.client.get(BOARD)).status_code == 303
    assert (await browser.client.get(f"{BOARD}co-quan")).status_code == 403
    with house.store.write() as session:
        session.get_one(Officer, officer_id).active = False
    assert (await browser.client.get(BOARD)).status_code == 401


async def test_an_address_that_says_nothing_known_is_refused(house: House) -> None:
    browser = await house.signed(house.officer("snv", Role.SUPERVISOR))
    for query in ("quy=2024-Q7", "cap=xa", "coquan=0", "linhvuc=<b>", "trangthai=x", "trang=-1", "kehoach=9e9"):
        answer = await browser.client.get(f"{BOARD}?{query}")
        assert answer.status_code == 400, query
        assert "<b>" not in answer.text.replace("<b>Nguyễn Văn A</b>", "")
    assert (await browser.client.get(f"{BOARD}?kehoach=999")).status_code == 404
    assert (await browser.client.get(f"{BOARD}khong-co")).status_code == 404


async def test_filters_in_the_address_choose_what_is_counted(house: House) -> None:
    browser = await house.signed(house.officer("snv", Role.SUPERVISOR))
    totals = [
        re.search(r"trên ([\d.]+) việc", (await browser.client.get(f"{BOARD}?{query}")).text)
        for query in ("cap=department", "cap=district", "cap=commune")
    ]
    assert sum(int(found[1]) for found in totals if found) == 487


async def test_what_is_filtered_is_kept_from_page_to_page_and_told_on_paper(house: House) -> None:
    browser = await house.signed(house.officer("snv", Role.SUPERVISOR))
    page = (await browser.client.get(f"{BOARD}?cap=commune&quy=2024-Q1")).text
    for path in ("co-quan", "nhiem-vu", "danh-sach", "treo-tuong"):
        assert f'href="./{path}?cap=commune&amp;quy=2024-Q1"' in page, path
    assert '<p class="on-paper">Cấp: UBND cấp xã · Quý của mốc hạn: Quý I/2024</p>' in page
    assert "Bỏ lọc" in page
    duty = duties_of(house, "stp")[0]
    for path in ("", f"co-quan/{duty.agency_id}", f"nhiem-vu/{duty.plan_id}/{duty.code}"):
        plain = (await browser.client.get(f"{BOARD}{path}")).text
        assert "Bỏ lọc" not in plain, path
        assert 'class="on-paper"' not in plain, path


async def test_one_agency_alone_has_no_rank(house: House) -> None:
    """What a head is shown is of one agency: first of one says nothing, nor does "most overdue" of one."""
    house.clock.move_to(house.clock.now() + timedelta(days=4))
    head = await house.signed(house.officer("stp", Role.HEAD))
    supervisor = await house.signed(house.officer("snv", Role.SUPERVISOR))
    for path, words in (("", "Xếp hạng"), ("co-quan", "Xếp hạng"), ("treo-tuong", "Quá hạn nhiều nhất")):
        assert words in (await supervisor.client.get(f"{BOARD}{path}")).text, path
        text = (await head.client.get(f"{BOARD}{path}")).text
        assert words not in text, path
        assert "Sở Tư pháp" in text, path


async def test_what_comes_opens_exactly_its_dates(house: House) -> None:
    """Each row of the next two weeks counts the list that it opens, and so does the link to all of them."""
    browser = await house.signed(house.officer("snv", Role.SUPERVISOR))
    page = (await browser.client.get(BOARD)).text
    coming = page.partition('id="h-coming"')[2].partition("</section>")[0]
    rows = re.findall(r'href="\./danh-sach([^"]+)".*?class="n"[^>]*>([\d.]+)<', coming, re.DOTALL)
    assert rows
    for query, count in rows:
        assert "han=" in query
        listed = (await browser.client.get(f"{BOARD}danh-sach{unescape(query)}")).text
        assert f"Chưa báo hoàn thành: {count} việc</h1>" in listed
        assert 'name="han"' in listed  # told, and can be taken away
        file = await browser.client.get(f"{BOARD}danh-sach.csv{unescape(query)}")
        assert len(file.text.strip().splitlines()) == int(count) + 1


async def test_a_long_list_of_agencies_has_pages(house: House) -> None:
    """Every agency stands on one page of the ranking and on one by months, whatever is filtered."""
    browser = await house.signed(house.officer("snv", Role.SUPERVISOR))
    with house.store.read() as session:
        owing = {line.agency_short_name for line in duty_lines.list_duties(session) if line.due_on}
    for path in ("co-quan", "theo-thang?kehoach=1"):
        seen: list[str] = []
        there = path
        while there:
            text = (await browser.client.get(f"{BOARD}{there}")).text
            main = text.partition("<main")[2]
            seen += re.findall(r'href="\./co-quan/\d+[^"]*">([^<]+)</a>', main)
            after = re.search(r'rel="next" href="([^"]+)"', text)
            there = path.partition("?")[0] + unescape(after[1]) if after else ""
        assert path != "co-quan" or len(seen) == len(set(seen))  # by months an agency stands in each year
        assert set(map(unescape, seen)) >= owing


async def test_pages_are_kept_nowhere_and_load_from_here_alone(house: House) -> None:
    browser = await house.signed(house.officer("snv", Role.SUPERVISOR))
    answer = await browser.client.get(BOARD)
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-security-policy"].startswith("default-src 'self'; frame-ancestors 'none'")
    assert answer.headers["content-encoding"] == "gzip"


async def test_no_page_weighs_more_than_a_slow_line_carries(house: House) -> None:
    """100 KB as it is sent, for the whole province, with nobody enrolled and every agency late."""
    house.clock.move_to(house.clock.now() + timedelta(days=4))
    browser = await house.signed(house.officer("snv", Role.ADMIN, "Quản trị Một"))
    with house.store.read() as session:
        duty = duty_lines.list_duties(session)[0]
    values = {"agency_id": duty.agency_id, "duty_id": duty.id, "plan_id": duty.plan_id, "code": duty.code}
    for path in PAGES:
        if path == "/ban-nhap/{draft_id}":
            continue  # fifty rows of it, as of the list of duties
        answer = await browser.client.get(BOARD + path[1:].format(**values))
        assert answer.status_code == 200, path
        assert len(compress(answer.content)) < 100 * 1024, path
