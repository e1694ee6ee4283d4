"""An agency is found by its code, its name, or what people call it."""

import pytest

from data.enums import CONSOLE, Role
from data.errors import NotFound
from data.registry.office import agencies
from data.registry.people import identities
from data.store import Store
from tests.handlers.morning import MORNING


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("stp", "stp"),
        (" STP ", "stp"),
        ("Sở Tư pháp", "stp"),
        ("sở tư pháp", "stp"),
        ("SO TU PHAP", "stp"),
        ("Sở  Tư\tpháp", "stp"),
        ("So\u031b\u0309 Tu\u031b pha\u0301p", "stp"),
        ("Sở TP", "stp"),
        ("Sở VH,TT&DL", "svhttdl"),
        ("Sở Văn hóa, Thể thao và Du lịch", "svhttdl"),
        ("sở kh&đt", "skhdt"),
        ("Văn phòng Ủy ban nhân dân tỉnh", "vp-ubnd"),
        ("ubnd huyện tiền hải", "tien-hai"),
        ("UBND phường Lê Hồng Phong", "xa-12433"),
        ("Sở Tư pháp tỉnh Thái Bình", "stp"),
        ("xa-12433", "xa-12433"),
    ],
)
def test_any_way_to_write_a_name_finds_its_agency(library: Store, words: str, code: str) -> None:
    with library.read() as session:
        assert agencies.find(session, words).code == code


@pytest.mark.parametrize(
    ("words", "nearest"),
    [
        ("Sở Tư phát", "Sở Tư pháp (stp)"),
        ("so noi vu tinh", "Sở Nội vụ (snv)"),
        ("Sở Tư pháp tỉnh Hưng Yên", "Sở Tư pháp (stp)"),
        ("huyện Tiền Hải", "UBND huyện Tiền Hải (tien-hai)"),
    ],
)
def test_a_name_that_is_near_is_proposed_and_not_taken(library: Store, words: str, nearest: str) -> None:
    with library.read() as session, pytest.raises(NotFound) as refusal:
        agencies.find(session, words)
    assert nearest in refusal.value.nearest
    assert len(refusal.value.nearest) <= 3


@pytest.mark.parametrize("words", ["", "   ", "zzzz", "😀", "' OR 1=1 --", "x" * 2000])
def test_a_name_that_is_none_proposes_nothing(library: Store, words: str) -> None:
    with library.read() as session, pytest.raises(NotFound) as refusal:
        agencies.find(session, words)
    assert refusal.value.nearest == ()


def test_a_name_that_several_communes_carry_is_asked_back(library: Store) -> None:
    with library.read() as session:
        names = [row.name for row in agencies.list_all(session)]
        repeated = next(name for name in names if names.count(name) > 1)
        with pytest.raises(NotFound) as refusal:
            agencies.find(session, repeated)
        assert len(refusal.value.nearest) == names.count(repeated)
        for choice in refusal.value.nearest:
            assert agencies.find(session, choice.rpartition("(")[2].rstrip(")")).name == repeated
            assert agencies.find(session, choice.rpartition(" (")[0]).name == repeated


def test_every_agency_is_found_by_its_code(library: Store) -> None:
    with library.read() as session:
        every = agencies.list_all(session)
        assert len({row.code for row in every}) == len(every) == 294
        assert agencies.find(session, every[-1].code) == agencies.get(session, every[-1].id) == every[-1]


def test_an_agency_that_does_not_exist_is_refused(library: Store) -> None:
    with library.read() as session, pytest.raises(NotFound):
        agencies.get(session, 999_999_999)


@pytest.mark.parametrize(
    ("role", "channel", "heard"),
    [
        (Role.OFFICER, "chat", True),
        (Role.HEAD, "chat", False),
        (Role.SUPERVISOR, "chat", False),
        (Role.OFFICER, CONSOLE, False),
    ],
)
def test_an_agency_is_heard_where_a_focal_officer_can_be_written_to(
    planned: Store, role: Role, channel: str, heard: bool
) -> None:
    with planned.write() as session:
        agency = agencies.find(session, "stp")
        assert agency in agencies.list_without_officer(session)
        identities.enrol(session, agency_id=agency.id, role=role, name="A", channel=channel, chat_id="1", now=MORNING)
        assert (agency not in agencies.list_without_officer(session)) is heard
        identities.mark_unreachable(session, channel, "1", MORNING)
        session.flush()
        assert agency in agencies.list_without_officer(session)
