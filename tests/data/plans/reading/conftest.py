"""Plan 175 as shipped, read once, and its directory."""

import pytest

from data.plans.agencies.directory import Directory
from data.plans.draft import PlanDraft, TaskDraft
from data.plans.reading import read_plan
from data.seeds import seed
from handlers.views.plans.remarks import in_spoken_language


@pytest.fixture(scope="session")
def plan() -> PlanDraft[str]:
    """Plan 175/KH-UBND with what is confirmed beside it."""
    return in_spoken_language(read_plan(seed("ke-hoach-175-kh-ubnd.txt")))


@pytest.fixture(scope="session")
def tasks(plan: PlanDraft[str]) -> dict[str, TaskDraft[str]]:
    """Its tasks by code."""
    return {task.code: task for task in plan.tasks}


@pytest.fixture(scope="session")
def directory(plan: PlanDraft[str]) -> Directory:
    """The agencies of Thái Bình in 2024."""
    return plan.directory
