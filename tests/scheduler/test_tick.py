"""Ticks leave a sign of life, and say what troubles them."""

import pytest

from data.errors import RegistryUnusable
from data.registry.office.health import read_health
from tests.scheduler.office import Office, morning


async def test_a_tick_leaves_a_sign_of_life(office: Office) -> None:
    await office.tick(morning("2024-03-08"))
    with office.store.read() as session:
        found = read_health(session)
    assert (found.last_tick, found.trouble) == (morning("2024-03-08"), None)


@pytest.mark.parametrize(
    ("error", "told"),
    [(RegistryUnusable("full"), "registry unusable: full"), (ValueError("what an officer wrote"), "ValueError")],
)
async def test_a_tick_in_trouble_says_so_until_the_next_goes_well(
    office: Office, monkeypatch: pytest.MonkeyPatch, error: Exception, told: str
) -> None:
    def plan_due(*_: object, **__: object) -> None:
        raise error

    with monkeypatch.context() as broken:
        broken.setattr("scheduler.tick.plan_due", plan_due)
        with pytest.raises(type(error)):
            await office.tick(morning("2024-03-08"))
    with office.store.read() as session:
        assert read_health(session).trouble == told
    await office.tick(morning("2024-03-08", 9))
    with office.store.read() as session:
        assert read_health(session).trouble is None
