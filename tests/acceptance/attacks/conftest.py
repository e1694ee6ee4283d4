"""Attacks are tried on both databases."""

import pytest

from tests.databases.registries import Databases, with_plan_175


@pytest.fixture
def database_of_house(databases: Databases) -> str:
    return databases.copy_of(with_plan_175)
