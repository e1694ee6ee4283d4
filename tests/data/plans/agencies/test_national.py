"""The whole country is shipped, and an office's agencies are proposed from it."""

from dataclasses import replace
from datetime import date

import pytest

from data.enums import OfficeLevel
from data.plans.agencies import national
from data.plans.agencies.groups import SINCE
from data.plans.agencies.national import Province


def province(name: str) -> Province:
    found = national.find_province_named(name)
    assert found
    return found


def test_there_are_34_provinces_with_3321_communes() -> None:
    every = national.list_provinces()
    assert len(every) == 34
    assert sum(len(national.list_communes(one)) for one in every) == 3321


@pytest.mark.parametrize("words", ["Hưng Yên", "hung yen", "TỈNH HƯNG YÊN", "33"])
def test_a_province_is_found_however_it_is_written(words: str) -> None:
    assert province(words).name == "Tỉnh Hưng Yên"


def test_no_other_name_is_a_province() -> None:
    assert national.find_province_named("Thái Bình") is None


def test_a_province_is_proposed_with_departments_and_communes() -> None:
    proposed = national.propose_province(province("Hưng Yên"), ("sngv",))
    assert (proposed.code, len(proposed.agencies)) == ("hung-yen-2025", 12 + 1 + 31 + 104)
    assert len(proposed.resolve("UBND các xã, phường").codes) == 104
    assert len(proposed.resolve("Các sở, ban, ngành").codes) == 14
    assert proposed.resolve("UBND phường Phố Hiến").codes == ("xa-11953",)


@pytest.mark.parametrize(
    ("first_day", "name"),
    [
        (None, "UBND các xã, phường, thị trấn"),
        (date(2024, 1, 1), "UBND các xã, phường, thị trấn"),
        (SINCE, "UBND các xã, phường, đặc khu"),
    ],
)
def test_the_group_of_communes_is_called_by_the_kinds_that_there_were(first_day: date | None, name: str) -> None:
    directory = replace(national.propose_province(province("Hưng Yên")), first_day=first_day)
    assert {group.name for group in directory.groups} == {"Các sở, ban, ngành", name}


def test_every_proposal_tells_its_agencies_apart() -> None:
    for one in national.list_provinces():
        proposed = national.propose_province(one)
        names = [agency.short_name for agency in proposed.agencies]
        assert len(set(names)) == len(names)


def test_a_city_has_a_city_s_inspectorate() -> None:
    names = {one.name for one in national.propose_province(province("Hải Phòng")).agencies}
    assert "Thanh tra thành phố" in names


@pytest.mark.parametrize(
    ("name", "unit"), [("phường Phố Hiến", "Phòng Kinh tế, Hạ tầng và Đô thị"), ("Thư Vũ", "Phòng Kinh tế")]
)
def test_a_commune_is_proposed_with_the_units_of_its_kind(name: str, unit: str) -> None:
    within = province("Hưng Yên")
    found = national.find_commune(within, name)
    assert found
    names = [one.name for one in national.propose_commune(within, found).agencies]
    assert [name for name in names if "Kinh tế" in name] == [unit]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Công an tỉnh Hưng Yên", "ca-tinh"),
        ("Bộ CHQS tỉnh", "bch-qs"),
        ("Thuế tỉnh", "thue"),
        ("Kho bạc Nhà nước Khu vực IV", "kbnn"),
        ("BHXH tỉnh", "bhxh"),
        ("Ngân hàng Nhà nước Khu vực 6", "nhnn"),
        ("Ủy ban MTTQ Việt Nam tỉnh", "mttq"),
        ("Tỉnh Đoàn", "tinh-doan"),
        ("Hội LHPN tỉnh", "hlhpn"),
        ("Ban Tổ chức Tỉnh uỷ", "btc-tu"),
        ("Viện kiểm sát nhân dân tỉnh", "vksnd"),
        ("Toà án nhân dân tỉnh", "tand"),
        ("Báo và phát thanh, truyền hình Hưng Yên", "bao-ptth"),
        ("Trung tâm Phục vụ hành chính công", "ttpvhcc"),
        ("Ban Quản lý các KCN tỉnh", "bql-kcn"),
        ("Chi nhánh Ngân hàng CSXH tỉnh", "nhcsxh"),
    ],
)
def test_agencies_beside_the_departments_are_known(words: str, code: str) -> None:
    found = national.propose_province(province("Hưng Yên")).resolve(words)
    assert (found.codes, found.unknown) == ((code,), ())


def test_those_of_a_city_are_named_after_it() -> None:
    names = {one.name for one in national.propose_province(province("Hải Phòng")).agencies}
    assert names >= {"Công an thành phố", "Ban Tổ chức Thành ủy", "Thành đoàn", "Thuế thành phố"}


@pytest.mark.parametrize("level", [OfficeLevel.PROVINCE, OfficeLevel.COMMUNE])
def test_an_office_does_without_a_block(level: OfficeLevel) -> None:
    within = province("Hưng Yên")
    commune = national.list_communes(within)[0]
    for block in national.list_blocks(level):
        if level is OfficeLevel.PROVINCE:
            whole, less = national.propose_province(within), national.propose_province(within, (), (block,))
        else:
            whole = national.propose_commune(within, commune)
            less = national.propose_commune(within, commune, (block,))
        assert {one.code for one in less.agencies} < {one.code for one in whole.agencies}


@pytest.mark.parametrize("words", ["các đoàn thể", "Các tổ chức chính trị - xã hội"])
def test_the_front_and_its_members_are_a_group(words: str) -> None:
    found = national.propose_province(province("Hưng Yên")).resolve(words)
    assert (len(found.codes), found.unknown) == (6, ())


def test_what_communes_and_departments_became_is_known() -> None:
    assert [one.code for one in national.find_successors("12457")] == ["12817"]
    assert not any(one.whole for one in national.find_successors("00007"))
    assert national.find_new_department("Sở Kế hoạch và Đầu tư") == "Sở Tài chính"


@pytest.mark.parametrize(
    "words",
    [
        "Các sở, ban, ngành có liên quan",
        "UBND các xã, phường liên quan",
        "Các cơ quan, đơn vị có liên quan",
        "các đơn vị liên quan",
    ],
)
def test_agencies_that_a_plan_does_not_name_are_asked_for(words: str) -> None:
    directory = national.propose_province(province("Hưng Yên"))
    found = directory.resolve(f"Sở Nội vụ; {words}")
    assert (found.codes, len(found.unknown), found.unknown) == (("snv",), 1, found.unnamed)
