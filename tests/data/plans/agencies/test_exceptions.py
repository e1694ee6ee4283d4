"""Who is named in the cell of a lead leads, is excepted by its words, or is asked about; nobody vanishes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.plans.agencies import national
from data.plans.agencies.directory import Directory


def _directory() -> Directory:
    province = national.find_province_named("Hưng Yên")
    assert province is not None
    return national.propose_province(province)


DIRECTORY = _directory()
DEPARTMENTS, COMMUNES = "Các sở, ban, ngành", "UBND các xã, phường"
MEMBERS = {"Sở Y tế": "syt", "Sở Nội vụ": "snv", "Sở Tư pháp": "stp"}
OTHERS = {"Công an tỉnh": "ca-tinh"}
UNKNOWN = ("Hội Hoa", "Ban Chỉ đạo phòng trừ sâu bệnh tỉnh", "Chi cục Phòng trừ dịch hại")
every = dict.fromkeys(DIRECTORY.resolve(DEPARTMENTS).codes)
communes = dict.fromkeys(DIRECTORY.resolve(COMMUNES).codes)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([*MEMBERS, *OTHERS, *UNKNOWN, COMMUNES]), max_size=3, unique=True),
    st.lists(st.sampled_from([*MEMBERS, *OTHERS]), min_size=1, max_size=2, unique=True),
    st.lists(st.sampled_from([*MEMBERS, *OTHERS, *UNKNOWN, COMMUNES]), max_size=3, unique=True),
    st.sampled_from(("; ", ", ")),
    st.sampled_from(("trừ", "ngoại trừ", "không bao gồm", "không gồm")),
)
def test_everybody_in_a_cell_leads_is_excepted_or_asked(
    before: list[str], excepted: list[str], behind: list[str], mark: str, word: str
) -> None:
    cell = mark.join([*before, f"{DEPARTMENTS} ({word} {', '.join(excepted)})", *behind])
    found = DIRECTORY.resolve(cell)
    single = {code for name in (*before, *behind) if (code := (MEMBERS | OTHERS).get(name))}
    without = {(MEMBERS | OTHERS)[name] for name in excepted}
    wanted = (every.keys() - without) | single | (communes.keys() if COMMUNES in (*before, *behind) else set())
    assert set(found.codes) == wanted, cell
    assert set(found.unknown) == {name for name in (*before, *behind) if name in UNKNOWN}, cell


@pytest.mark.parametrize(
    ("cell", "without", "also"),
    [
        (f"{DEPARTMENTS} trừ Sở Y tế, {COMMUNES}", {"syt"}, communes),
        (f"{DEPARTMENTS} trừ Sở Y tế và {COMMUNES}", {"syt"}, communes),
        (f"{DEPARTMENTS}, trừ Sở Y tế và Sở Nội vụ", {"syt", "snv"}, {}),
        (f"{DEPARTMENTS} trừ Sở Y tế, Công an tỉnh", {"syt"}, {"ca-tinh": None}),
        (f"{DEPARTMENTS} (trừ Sở Y tế), {COMMUNES} (trừ Sở Nội vụ)", {"syt", "snv"}, communes),
        ("Công an tỉnh chủ trì, các sở, ban, ngành (trừ Công an tỉnh)", set(), {"ca-tinh": None}),
    ],
)
def test_an_exception_without_brackets_ends_where_somebody_else_begins(
    cell: str, without: set[str], also: dict[str, None]
) -> None:
    found = DIRECTORY.resolve(cell)
    assert (set(found.codes), found.unknown) == ((every.keys() - without) | also.keys(), ())


@pytest.mark.parametrize(
    ("cell", "codes", "unknown"),
    [
        ("Sở Y tế chủ trì (trừ nội dung thuộc Sở Nội vụ)", ("syt",), ()),
        ("Sở Nông nghiệp và Môi trường (không gồm chăn nuôi)", ("snnmt",), ()),
        ("Chi cục Phòng trừ dịch hại", (), ("Chi cục Phòng trừ dịch hại",)),
        ("Ban Chỉ đạo bài trừ tệ nạn xã hội tỉnh", (), ("Ban Chỉ đạo bài trừ tệ nạn xã hội tỉnh",)),
    ],
)
def test_only_a_group_has_exceptions(cell: str, codes: tuple[str, ...], unknown: tuple[str, ...]) -> None:
    found = DIRECTORY.resolve(cell)
    assert (found.codes, found.unknown) == (codes, unknown)


def test_who_is_excepted_from_what_an_answer_explains_is_none_of_it() -> None:
    directory = DIRECTORY.with_answers({"Khối nội chính": ("Sở Nội vụ", "Sở Tư pháp", "Công an tỉnh")})
    assert directory.resolve("Khối nội chính (trừ Sở Nội vụ)").codes == ("stp", "ca-tinh")
