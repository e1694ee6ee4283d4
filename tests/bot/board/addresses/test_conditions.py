"""What an address chooses: every page that counts by it tells it, lets it be taken away, and hands it on."""

import re
from html import unescape

import pytest

from data.enums import Role
from data.registry.duties import duty_lines
from tests.bot.board.work import BOARD
from tests.bot.page.conftest import House

PAGES = ("", "co-quan", "theo-thang", "nhiem-vu", "danh-sach")
CONDITIONS = {
    "kehoach=1": "175/KH-UBND",
    "cap=commune": "UBND cấp xã",
    "linhvuc=II": "II",
    "linhvuc=ZZ": "ZZ",
    "quy=2024-Q2": "Quý II/2024",
    "quy=2023-Q4": "Quý IV/2023",
    "quy=khong": "Không ghi thời hạn",
    "han=2024-03-01..2024-03-29": "từ 01/03/2024 đến 29/03/2024",
    "han=2024-03-29": "29/03/2024",
    "nhiemvu=II.3": "II.3",
    "coquan=1": "",
}
"""Conditions of an address with their words; that of an agency is its name."""


def chosen_in(page: str) -> set[tuple[str, str]]:
    """Names of filters with the words of the value that is chosen in each."""
    lists = re.findall(r'<select name="([^"]+)".*?</select>', page, re.DOTALL)
    assert lists == re.findall(r'id="f-([^"]+)"', page)
    found = re.findall(
        r'<select name="([^"]+)"(?:(?!</select>).)*?<option value="[^"]+" selected>([^<]*)<', page, re.DOTALL
    )
    return {(name, unescape(words)) for name, words in found}


@pytest.mark.parametrize("path", PAGES)
async def test_every_condition_is_told_and_can_be_taken_away(house: House, path: str) -> None:
    browser = await house.signed(house.officer("snv", Role.SUPERVISOR))
    for query, words in CONDITIONS.items():
        page = (await browser.client.get(f"{BOARD}{path}?{query}")).text
        chosen = dict(chosen_in(page))
        assert words in chosen[query.partition("=")[0]], query
        assert ">Bỏ lọc</a>" in page, query
        paper = page.partition('<p class="on-paper">')[2].partition("</p>")[0]
        assert words in unescape(paper), query
    clean = (await browser.client.get(f"{BOARD}{path}")).text
    assert ">Bỏ lọc</a>" not in clean
    assert chosen_in(clean) == set()


@pytest.mark.parametrize("path", ["treo-tuong", "danh-sach/in"])
async def test_where_there_is_no_form_every_condition_stands_in_words(house: House, path: str) -> None:
    browser = await house.signed(house.officer("snv", Role.SUPERVISOR))
    agency = (await browser.client.get(f"{BOARD}co-quan/1")).text.partition("<h1>")[2].partition("</h1>")[0]
    for query, words in CONDITIONS.items():
        page = (await browser.client.get(f"{BOARD}{path}?{query}")).text
        head = re.sub("<[^>]+>", " ", page.partition("<h1>")[2].partition("</p>")[0])
        assert (words or agency) in unescape(head), query
    assert "Toàn bộ cơ quan" not in (await browser.client.get(f"{BOARD}{path}?cap=commune")).text
    nothing = (await browser.client.get(f"{BOARD}{path}?linhvuc=ZZ")).text
    assert "Không có việc nào theo bộ lọc này." in nothing
    assert "0 trên 0" not in nothing


async def test_what_is_chosen_goes_along_into_pages_and_out_again(house: House) -> None:
    """The links of the head keep it on the page of an agency, a task, a duty; no page adds what nobody chose."""
    browser = await house.signed(house.officer("snv", Role.SUPERVISOR))
    with house.store.read() as session:
        duty = duty_lines.list_duties(session)[0]
    paths = (f"co-quan/{duty.agency_id}", f"nhiem-vu/{duty.plan_id}/{duty.code}", f"viec/{duty.id}", "xu-ly")
    for path in (*PAGES, *paths):
        for kept in ("", "?cap=department&quy=2024-Q1"):
            page = (await browser.client.get(f"{BOARD}{path}{kept}")).text
            nav = unescape(page.partition("<nav")[2].partition("</nav>")[0])
            leads = re.findall(r'href="[./]*(danh-sach|nhiem-vu|co-quan|xu-ly|treo-tuong)(\?[^"]*)?"', nav)
            assert len(leads) == 5, path
            assert {query for _page, query in leads} == {kept}, path
    listed = unescape((await browser.client.get(f"{BOARD}danh-sach?quy=2024-Q1&trangthai=chua-xong")).text)
    links = re.findall(r'href="\./viec/\d+([^"]*)"', listed)
    assert links
    assert set(links) == {"?quy=2024-Q1"}


async def test_a_cell_of_the_heat_table_opens_the_list_that_it_counts(house: House) -> None:
    browser = await house.signed(house.officer("snv", Role.SUPERVISOR))
    for query in ("", "?han=2024-03-10..2024-06-20", "?quy=2024-Q2&linhvuc=II"):
        page = (await browser.client.get(f"{BOARD}theo-thang{query}")).text
        cells = re.findall(r'<td role="cell" class="h[^>]*><a href="\./danh-sach([^"]+)"><b>\d+/(\d+)</b>', page)
        assert len(cells) == page.count('<td role="cell" class="h ')
        for link, total in cells[::97] or cells[:1]:
            listed = (await browser.client.get(f"{BOARD}danh-sach{unescape(link)}")).text
            assert f"Phải thực hiện: {total} việc</h1>" in listed, link
