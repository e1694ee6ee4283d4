"""What the history tells beside each duty, whichever of them have one."""

from typing import TYPE_CHECKING, Any, cast

from hypothesis import given
from hypothesis import strategies as st

from data.registry.duties.tracking import NOTHING, Tracking, beside

if TYPE_CHECKING:
    from data.registry.duties.records import DutyRecord


class Row:
    """A duty, of which only the id is asked."""

    def __init__(self, key: int) -> None:
        self.id = key


@given(st.lists(st.tuples(st.integers(1, 9999), st.booleans()), unique_by=lambda one: one[0], max_size=40))
def test_each_duty_stands_beside_its_own_history(duties: list[tuple[int, bool]]) -> None:
    """Keys come in the order of the plan, not in their own."""
    rows = cast("list[DutyRecord]", [Row(key) for key, _has in duties])
    told = [(key, Tracking(note=str(key))) for key, has in duties if has]
    found: list[Any] = list(beside(rows, told))
    assert [row.id for row, _tracking in found] == [key for key, _has in duties]
    assert [tracking.note or None for _row, tracking in found] == [str(key) if has else None for key, has in duties]
    assert all(tracking is NOTHING for _row, tracking in found if not tracking.note)
