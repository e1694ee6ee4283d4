"""What a column has no room for is refused alike on both databases."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import func, select

from data.errors import PlanUnreadable
from data.models import Agency
from data.plans.agencies.directory import Directory
from data.plans.draft import PlanDraft
from data.store import Store
from tests.data.plans.drafts import entered, rewritten


def with_long(draft: PlanDraft[str], what: str, text: str) -> PlanDraft[str]:
    """The plan with `text` for its number, for a code, or in one of an agency's fields."""
    match what:
        case "number":
            return replace(draft, number=text)
        case "section":
            return replace(draft, sections=(replace(draft.sections[0], code=text), *draft.sections[1:]))
        case "task":
            return rewritten(draft, "II.3", lambda task: replace(task, code=text))
    first, *rest = draft.directory.agencies
    longer: dict[str, Any] = {what: (text,) if what in ("aliases", "groups") else text}
    return replace(draft, directory=Directory((replace(first, **longer), *rest)))


@pytest.mark.parametrize(
    "what", ["code", "name", "short_name", "kind", "official_code", "aliases", "groups", "number", "section", "task"]
)
def test_what_the_registry_has_no_room_for_is_refused_before_anything_is_written(
    store: Store, draft: PlanDraft[str], what: str
) -> None:
    with pytest.raises(PlanUnreadable) as refused:
        entered(store, with_long(draft, what, "Sở Nội vụ" * 40))
    assert (refused.value.reason, refused.value.detail[:12]) == ("too_long", "“Sở Nội vụSở")
    with store.read() as session:
        assert session.execute(select(func.count()).select_from(Agency)).scalar_one() == 0
