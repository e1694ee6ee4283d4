"""What tests of entering a plan share."""

import pytest

from data.plans.draft import PlanDraft
from data.plans.reading import read_plan
from data.seeds import seed
from tests.databases import PLAN_175


@pytest.fixture(scope="session")
def draft() -> PlanDraft:
    return read_plan(seed(PLAN_175))
