"""Cells name agencies in many ways; what is meant is found, what is not known is asked."""

import unicodedata
from pathlib import Path

import pytest

from data.errors import PlanUnreadable
from data.plans.agencies.directory import Directory
from data.plans.agencies.directory_files import read_directory
from data.seeds import seed

NAMES = [
    ("Sở Tư pháp", "stp"),
    ("SỞ TƯ PHÁP,", "stp"),
    ("so tu phap", "stp"),
    ("STP", "stp"),
    (unicodedata.normalize("NFD", "Sở Tư pháp"), "stp"),
    ("Sở Văn hóa, Thể thao và Du lịch, Sở Y tế", "svhttdl syt"),
    ("Sở LĐ-TB&XH; Sở VH,TT&DL", "sldtbxh svhttdl"),
    ("Sở Nội vụ và Sở Tài chính", "snv stc"),
    ("Sở Nội vụ\nSở Tài chính", "snv stc"),
    ("Sở Nội vụ (cơ quan thường trực)", "snv"),
    ("Sở Nội vụ, Sở Nội vụ", "snv"),
    ("Các sở: Nội vụ, Thông tin và Truyền thông, Kế hoạch và Đầu tư", "snv stttt skhdt"),
    ("UBND huyện Vũ Thư, Tiền Hải", "vu-thu tien-hai"),
    ("Uỷ ban nhân dân thành phố Thái Bình", "tp-thai-binh"),
    ("UBND TP. Thái Bình", "tp-thai-binh"),
    ("Văn phòng Ủy ban nhân dân tỉnh", "vp-ubnd"),
    ("UBND xã Đông Hòa", "xa-12457"),
    ("UBND xã Minh Tân (huyện Hưng Hà)", "xa-12670"),
    ("UBND xã Minh Tân, huyện Hưng Hà", "xa-12670"),
    ("CA tỉnh", "ca-tinh"),
    ("", ""),
]

GROUPS = [
    ("Các sở, ban, ngành", "so-ban-nganh"),
    ("Sở, ban, ngành", "so-ban-nganh"),
    ("Các sở, ban, ngành thuộc tỉnh", "so-ban-nganh"),
    ("UBND các huyện, thành phố", "ubnd-huyen-thanh-pho"),
    ("Ủy ban nhân dân huyện, thành phố", "ubnd-huyen-thanh-pho"),
    ("UBND cấp xã", "ubnd-cap-xa"),
    ("Ủy ban nhân dân các xã, phường, thị trấn", "ubnd-cap-xa"),
    ("Sở, ban, ngành, UBND các huyện, thành phố", "so-ban-nganh ubnd-huyen-thanh-pho"),
    ("Các sở, ban, ngành; UBND huyện, thành phố; cấp xã", "so-ban-nganh ubnd-huyen-thanh-pho ubnd-cap-xa"),
]

UNKNOWN = [
    ("Sở Nội vụn", "Sở Nội vụn"),
    ("Sở Ngoại vụ và Sở Nội vụ", "Sở Ngoại vụ"),
    # A known name inside another one is not that agency.
    ("Sở Tài chính Đầu tư", "Sở Tài chính Đầu tư"),
    ("Công an cấp xã", "Công an cấp xã"),
    # Nine commune names stand in two districts.
    ("UBND xã Minh Tân", "UBND xã Minh Tân"),
]


@pytest.mark.parametrize(("cell", "codes"), NAMES)
def test_names_are_found_however_they_are_written(directory: Directory, cell: str, codes: str) -> None:
    found = directory.resolve(cell)
    assert (found.codes, found.unknown) == (tuple(codes.split()), ())


@pytest.mark.parametrize(("cell", "groups"), GROUPS)
def test_a_phrase_stands_for_every_member_of_its_group(directory: Directory, cell: str, groups: str) -> None:
    found = directory.resolve(cell)
    assert (found.groups, found.unknown) == (tuple(groups.split()), ())
    assert list(found.codes) == [agency for group in groups.split() for agency in directory.members(group)]


@pytest.mark.parametrize(("cell", "name"), UNKNOWN)
def test_an_unknown_name_is_never_an_agency(directory: Directory, cell: str, name: str) -> None:
    assert name in directory.resolve(cell).unknown


def test_the_nearest_name_is_proposed_only_where_one_is_near(directory: Directory) -> None:
    assert directory.nearest("Sở Nội vụn") == "Sở Nội vụ"
    assert directory.nearest("Hội Chữ thập đỏ") is None


def test_every_name_short_name_and_alias_leads_back_to_its_agency(directory: Directory) -> None:
    names = [agency.name for agency in directory.agencies]
    for agency in directory.agencies:
        unique = names.count(agency.name) == 1
        for name in (*((agency.name,) if unique else ()), agency.short_name, *agency.aliases):
            assert directory.resolve(name).codes == (agency.code,), name


def test_districts_and_communes_carry_their_official_codes(directory: Directory) -> None:
    by_code = {agency.code: agency for agency in directory.agencies}
    assert by_code["tp-thai-binh"].official_code == "336"
    commune = by_code["xa-12457"]
    assert (commune.name, commune.official_code, commune.parent) == ("UBND xã Đông Hòa", "12457", "tp-thai-binh")
    assert sum(agency.kind == "commune" for agency in directory.agencies) == 260
    assert all(agency.official_code for agency in directory.agencies if agency.kind == "district")


def test_a_repeated_commune_name_carries_its_district(directory: Directory) -> None:
    short_names = [agency.short_name for agency in directory.agencies]
    assert len(set(short_names)) == len(short_names)
    assert "UBND xã Minh Tân (huyện Hưng Hà)" in short_names


@pytest.mark.parametrize("content", [None, b"", b"code;name\n", b"\xff\xfe"])
def test_a_table_that_is_no_directory_is_refused_by_its_name(tmp_path: Path, content: bytes | None) -> None:
    agencies = tmp_path / "co-quan.csv"
    if content is not None:
        agencies.write_bytes(content)
    with pytest.raises(PlanUnreadable) as refused:
        read_directory(agencies, seed("thai-binh-units-2023.csv"))
    assert (refused.value.reason, refused.value.detail) == ("directory", "co-quan.csv")
