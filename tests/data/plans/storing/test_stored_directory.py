"""Directories of several times stand side by side: none rewrites the agencies of another."""

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import select

from data.errors import NotFound
from data.models import Agency
from data.plans.agencies import national
from data.plans.agencies.directory import AgencyEntry, Directory
from data.plans.reading import read_plan
from data.plans.storing.apply import apply, preview_changes
from data.plans.storing.directory import write_directory
from data.plans.storing.directory_changes import Counts
from data.plans.storing.stored_directory import find_directory, find_directory_for
from data.registry.office import agencies, directories
from data.seeds import seed
from data.store import Store
from handlers.views.plans.remarks import for_registry
from tests.databases.registries import IMPORTED_AT, PLAN_175

OLD = Directory(
    (AgencyEntry("snv", "Sở Nội vụ", "Sở Nội vụ", "department", groups=("so-ban-nganh",)),),
    code="cu",
    last_day=date(2025, 6, 30),
)
NEW = Directory(
    (AgencyEntry("snv", "Sở Nội vụ mới", "Sở Nội vụ mới", "department"),), code="moi", first_day=date(2025, 7, 1)
)


def test_a_new_directory_rewrites_nothing_of_the_old(store: Store) -> None:
    with store.write() as session:
        write_directory(session, OLD, now=IMPORTED_AT, actor="test")
        keys = write_directory(session, NEW, now=IMPORTED_AT, actor="test").keys
        names = dict(session.exec(select(Agency.code, Agency.name)).all())
        assert names == {"snv": "Sở Nội vụ", "snv-moi": "Sở Nội vụ mới"}
        assert session.get_one(Agency, keys["snv"]).code == "snv-moi"
        again = write_directory(session, NEW, now=IMPORTED_AT, actor="test")
        assert (again.keys, again.counts) == (keys, Counts(0, 0, 1))


@pytest.mark.parametrize(
    ("day", "code"), [(date(2024, 1, 1), "cu"), (date(2025, 6, 30), "cu"), (date(2025, 7, 1), "moi")]
)
def test_the_directory_of_a_day_is_found(store: Store, day: date, code: str) -> None:
    with store.write() as session:
        for directory in (OLD, NEW):
            write_directory(session, directory, now=IMPORTED_AT, actor="test")
        found = find_directory_for(session, day, "")
        assert found
        assert found.code == code
        assert write_directory(session, found, now=IMPORTED_AT, actor="test").keys == found.keys


@pytest.mark.parametrize(
    ("day", "province", "code"),
    [
        (date(2023, 5, 1), "Thái Bình", "cu"),
        (date(2026, 1, 5), "Thái Bình", "moi"),  # the plan is refused: it is of another province
        (date(2026, 1, 5), "", "moi"),
        (date(2024, 1, 5), "", "moi"),  # set up later than the plan: the office keeps its own of before
        (date(2024, 1, 5), "Nam Định", None),
        (None, "", "moi"),
        (None, "Thái Bình", "cu"),
    ],
)
def test_a_plan_is_read_with_the_directory_of_the_office(
    store: Store, day: date | None, province: str, code: str | None
) -> None:
    old = replace(OLD, province="Thái Bình", first_day=date(2023, 1, 1), last_day=date(2023, 12, 31))
    with store.write() as session:
        for directory in (old, replace(NEW, province="Hưng Yên")):
            write_directory(session, directory, now=IMPORTED_AT, actor="test")
        found = find_directory_for(session, day, province)
        assert (found and found.code) == code


def test_an_agency_of_two_directories_is_the_one_of_the_day(store: Store) -> None:
    new = replace(NEW, agencies=OLD.agencies)
    with store.write() as session:
        for directory in (OLD, new):
            write_directory(session, directory, now=IMPORTED_AT, actor="test")
        codes = {day: agencies.find(session, "Sở Nội vụ", day).code for day in (date(2024, 1, 5), date(2026, 1, 5))}
        assert codes == {date(2024, 1, 5): "snv", date(2026, 1, 5): "snv-moi"}
        assert agencies.find(session, "Sở Nội vụ").code == "snv-moi"


def test_a_name_that_is_no_directory_is_refused_with_those_there_are(store: Store) -> None:
    with store.write() as session:
        write_directory(session, OLD, now=IMPORTED_AT, actor="test")
        with pytest.raises(NotFound) as refused:
            find_directory(session, "moi")
    assert refused.value.nearest == ("cu",)


def test_phrases_and_members_that_an_office_adds_are_resolved(store: Store) -> None:
    with store.write() as session:
        write_directory(session, OLD, now=IMPORTED_AT, actor="test")
        for name, phrase in (("Các xã ven biển", "UBND xã biển"), ("so-ban-nganh", "Các đơn vị đầu mối")):
            directories.add_to_group(session, name, [phrase], ["snv"], now=IMPORTED_AT, actor="test")
        found = find_directory(session, "cu")
    for words in ("các xã ven biển", "UBND xã biển", "các đơn vị đầu mối", "Các sở, ban, ngành"):
        assert found.resolve(words).codes == ("snv",), words


def test_a_plan_of_before_is_applied_beside_the_directory_of_today(store: Store) -> None:
    hung_yen = national.find_province_named("Hưng Yên")
    assert hung_yen
    with store.write() as session:
        write_directory(session, national.propose_province(hung_yen), now=IMPORTED_AT, actor="test")
        draft = for_registry(read_plan(seed(PLAN_175)))
        assert apply(session, draft, now=IMPORTED_AT, actor="test").added == 43
        assert preview_changes(session, draft).kept == 43
        names = dict(session.exec(select(Agency.code, Agency.name)).all())
    assert (names["snv"], names["snv-thai-binh-2024"]) == ("Sở Nội vụ", "Sở Nội vụ")
