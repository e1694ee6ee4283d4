"""What tests of entering a plan share."""

import pytest

from data.plans.draft import PlanDraft
from data.plans.reading import read_plan
from data.seeds import seed
from handlers.views.plans.remarks import for_registry
from tests.databases.registries import PLAN_175


@pytest.fixture(scope="session")
def draft() -> PlanDraft[str]:
    return for_registry(read_plan(seed(PLAN_175)))
