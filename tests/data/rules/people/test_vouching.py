"""Who may say whether somebody who joined is the right person."""

import pytest

from data.enums import Role
from data.rules.people.vouching import Decider, may_vouch

HERE, ELSEWHERE = 1, 2


@pytest.mark.parametrize("joined", list(Role))
@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("agency", [HERE, ELSEWHERE])
def test_administrators_and_colleagues_may(role: Role, agency: int, joined: Role) -> None:
    colleague = agency == HERE and joined is not Role.ADMIN
    assert may_vouch(Decider(1, role, agency, vouched=True), 2, joined, HERE) == (role is Role.ADMIN or colleague)


@pytest.mark.parametrize("role", list(Role))
def test_nobody_may_about_themselves_or_before_others_have_vouched(role: Role) -> None:
    assert not may_vouch(Decider(1, role, HERE, vouched=True), 1, Role.OFFICER, HERE)
    assert not may_vouch(Decider(1, role, HERE, vouched=False), 2, Role.OFFICER, HERE)
