"""Whatever several people do to a duty, in whatever order, its history stays whole."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.consistency import find_faults
from data.enums import FINISHED, Role
from handlers.base.callback_data.packed_duties import pack
from tests.databases.registries import Shelf, with_plan_175
from tests.files import PDF
from tests.handlers.chat import Office, Person

FILE = "II.3 bản ký"
"""As a caption."""

ACTS = st.tuples(
    st.integers(0, 2),
    st.sampled_from(["done:{at}", "progress:{at}", "percent:{at}:0", "percent:{at}:75", "undo:{at}", "note:{duty}"])
    | st.sampled_from(["confirm:{at}", "return:{at}", "confirms:{page}", "returns:{page}", "undos:{page}"])
    | st.sampled_from(["12/KH-UBND 26/02/2024", "không có, đã họp", "40", "thiếu phụ lục", "/huy", FILE]),
    st.integers(0, 1),
    st.sampled_from([0, 1, 20]),
)
"""Who; what they tap or say; how many versions behind their button is; how many minutes pass before."""


def people_of(office: Office) -> list[Person]:
    """Two officers who share a duty, and who confirms it."""
    colleagues = [office.officer("stp", name=name) for name in ("Cán bộ A", "Cán bộ B")]
    return [*colleagues, office.officer("snv", Role.SUPERVISOR, name="Giám sát")]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ACTS, min_size=1, max_size=12))
def test_a_duty_is_what_its_last_entry_says(shelf: Shelf, acts: list[tuple[int, str, int, int]]) -> None:
    with shelf.lent(with_plan_175) as store:
        stays_whole(Office(store), acts)


def stays_whole(office: Office, acts: list[tuple[int, str, int, int]]) -> None:
    people = people_of(office)
    for who, act, behind, minutes in acts:
        office.later(minutes=minutes)
        duty = office.duty("II.3")
        seen = max(0, duty.version - behind)
        if "{" in act:
            page = pack([(duty.id, seen)])
            people[who].presses(act.format(at=f"{duty.id}:{seen}", duty=duty.id, page=page))
        elif act == FILE:
            people[who].sends("KH 12.pdf", PDF + bytes([minutes]), FILE)
        else:
            people[who].says(act)
        now = office.duty("II.3")
        assert now.version - duty.version in (0, 1)
        assert now.version == len(office.changes(now))
        assert (now.completed_on is not None) == (now.state in FINISHED)
    assert find_faults(office.store) == []
