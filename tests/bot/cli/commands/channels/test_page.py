"""`nhacviec page` and the page's address of an invitation."""

import json
import re
from collections.abc import Callable

import pytest

from tests.bot.conftest import Nhacviec

HOME = "https://nhacviec.example.vn"


@pytest.fixture
def paged(plan_175: None, settings: Callable[..., None]) -> None:
    settings(now="", page="true", http_port="8080", public_url=HOME)


@pytest.mark.usefixtures("paged")
def test_an_invitation_has_the_address_that_opens_the_page(nhacviec: Nhacviec) -> None:
    said = json.loads(nhacviec("officer", "invite", "--agency", "stp", "--json").out)
    assert said["page"] == f"{HOME}/trang/#moi={said['code']}"
    out = nhacviec("officer", "invite", "--agency", "stp").out
    code = re.search(r": ([A-Z2-9]{10})$", out, re.MULTILINE)
    assert code
    assert f"Vào trang làm việc: {HOME}/trang/#moi={code[1]}" in out
    assert "/start" not in out


@pytest.mark.usefixtures("paged")
def test_nobody_has_the_page_open_and_nobody_unknown_is_let_in(nhacviec: Nhacviec) -> None:
    assert json.loads(nhacviec("page", "list", "--json").out) == {"officers": []}
    assert nhacviec("page", "list").out.endswith("0 cán bộ đang mở trang.\n")
    assert nhacviec("page", "link", "99").status == 1
    assert nhacviec("page", "end", "99").out == "Đã kết thúc trang trên 0 máy.\n"


@pytest.mark.usefixtures("plan_175")
def test_without_a_page_no_way_in_is_given(nhacviec: Nhacviec) -> None:
    outcome = nhacviec("page", "link", "1")
    assert (outcome.status, outcome.err.split(":")[0]) == (1, "NHACVIEC_PAGE")


def test_a_page_needs_a_public_address(nhacviec: Nhacviec, settings: Callable[..., None]) -> None:
    settings(page="true")
    assert nhacviec("run").err.startswith("NHACVIEC_PUBLIC_URL: chưa đặt, mà NHACVIEC_PAGE=true cần có.")


@pytest.mark.usefixtures("paged")
def test_codes_are_printed_once_for_an_officer_who_is_known(nhacviec: Nhacviec) -> None:
    assert nhacviec("page", "codes", "99").status == 1
    assert nhacviec("page", "codes", "99", "--count", "0").status == 2


@pytest.mark.usefixtures("plan_175")
def test_without_a_page_no_codes_are_given(nhacviec: Nhacviec) -> None:
    outcome = nhacviec("page", "codes", "1")
    assert (outcome.status, outcome.err.split(":")[0]) == (1, "NHACVIEC_PAGE")
