"""Tables of agencies as offices save them are read; what is wrong in them is told with line and column."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.plans.agencies.agency_table import TableUnreadable, read_agency_table

ROWS = (
    ("Mã", "Tên cơ quan", "Tên tắt", "Viết tắt", "Nhóm", "Trực thuộc"),
    ("snv", "Sở Nội vụ", "Sở NV", "SNV|S.Nội vụ", "Sở ban ngành", ""),
    ("", "Sở Văn hóa, Thể thao và Du lịch", "", "", "Các sở ven biển", ""),
    ("cc", "Chi cục Văn thư", "", "", "", "Sở Nội vụ"),
)


def as_text(delimiter: str) -> str:
    quoted = (delimiter.join(f'"{cell}"' if delimiter in cell else cell for cell in row) for row in ROWS)
    return "\r\n".join(quoted) + "\r\n"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_every_way_to_save_it_gives_the_same_table(delimiter: str, encoding: str) -> None:
    found = read_agency_table(as_text(delimiter).encode(encoding))
    assert [(one.code, one.name, one.aliases, one.groups, one.parent) for one in found.agencies] == [
        ("snv", "Sở Nội vụ", ("SNV", "S.Nội vụ"), ("so-ban-nganh",), None),
        ("so-van-hoa-the-thao-va-du-lich", "Sở Văn hóa, Thể thao và Du lịch", (), ("so-ven-bien",), None),
        ("cc", "Chi cục Văn thư", (), (), "snv"),
    ]
    assert [group.name for group in found.own_groups] == ["Các sở ven biển"]


@pytest.mark.parametrize(
    ("text", "reason", "line", "column"),
    [
        ("", "empty", 1, ""),
        ("name\n", "empty", 1, ""),
        ("mã;đơn vị\na;b\n", "no_name_column", 1, ""),
        ("code,name\na,Sở A\nb,\n", "name_missing", 3, "name"),
        ("mã,tên\na,Sở A\n\na,Sở B\n", "code_twice", 4, "mã"),
        ("code,name\na,Sở A\nb,Sở A\n", "name_twice", 3, "name"),
        ("code,name,parent\na,Sở A,b\n", "parent_unknown", 2, "parent"),
        ("code,name\na,Sở Văn hóa, Thể thao\n", "too_many_cells", 2, ""),
        (f"code,name\na,{'A' * 301}\n", "too_long", 2, "name"),
    ],
)
def test_what_is_wrong_is_told_with_line_and_column(text: str, reason: str, line: int, column: str) -> None:
    with pytest.raises(TableUnreadable) as refused:
        read_agency_table(text.encode())
    assert (refused.value.reason, refused.value.line, refused.value.column) == (reason, line, column)


def test_bytes_that_are_no_text_are_refused_by_their_line() -> None:
    with pytest.raises(TableUnreadable) as refused:
        read_agency_table(b"name\nA\n\xff\xfeB")
    assert (refused.value.reason, refused.value.line) == ("encoding", 3)


@given(content=st.binary(max_size=200))
def test_any_bytes_are_a_table_or_refused(content: bytes) -> None:
    with contextlib.suppress(TableUnreadable):
        assert read_agency_table(content).agencies
