"""The words of the registry, and how to know that they have changed."""

from datetime import date

from data.models import AgencyAlias
from data.registry.plans.lexicon import get_edition, read_lexicon
from data.store import Store
from data.text import fold
from tests import factories as make


def test_it_holds_every_name_of_an_agency_and_every_task(store: Store) -> None:
    with store.write() as session:
        agency = make.agency(session)
        session.add(AgencyAlias(agency_id=make.known(agency.id), alias="STP", folded=fold("STP")))
        make.deadline(session, make.plan(session), date(2024, 2, 29), code="I.3", title="Kế hoạch kiểm tra")
        found = read_lexicon(session)
    [(of, names)] = found.names
    assert (of.code, set(names)) == ("stp", {"Sở Tư pháp", "STP"})
    assert found.sections == (("175/KH-UBND", "I", "Công tác chỉ đạo, điều hành"),)
    assert [(task.code, task.section, task.title) for task in found.tasks] == [("I.3", "I", "Kế hoạch kiểm tra")]


def test_a_new_agency_or_task_makes_a_new_edition_and_a_look_does_not(store: Store) -> None:
    with store.write() as session:
        editions = [get_edition(session), get_edition(session)]
        make.agency(session)
        editions.append(get_edition(session))
        make.deadline(session, make.plan(session), date(2024, 2, 29))
        editions.append(get_edition(session))
    assert editions[0] == editions[1]
    assert len(set(editions)) == 3
