"""Resolve the names in a plan to the agencies of a province, as of the plan's date."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from data.errors import PlanUnreadable
from data.plans.agencies.exceptions import find_exceptions
from data.plans.agencies.groups import (
    COMMUNES,
    DEPARTMENTS,
    GROUPS,
    ORGANISATIONS,
    RELATED,
    SINCE,
    UNNAMED,
    WITH_ORGANISATIONS,
    Group,
)
from data.plans.agencies.names import FoundName, find_names, name_key
from data.plans.agencies.resolution import Named, Resolution, resolution, without_excepted
from data.text import fold

NEAR_ENOUGH = 75
"""Of 100: below it a proposal would only confuse."""

_LEVELS = ("tinh", "thanh pho")
_TOGETHER = frozenset({DEPARTMENTS, ORGANISATIONS})
"""Groups that one phrase may mean both; between any others a person has to choose."""
_SHIPPED = frozenset(one.code for one in GROUPS)
_MINISTRY = "bo"
_COMMUNE = "commune"
_SPECIAL_ZONE = "dac khu"
_UBND = 1
"""Words of a committee's name before those of its commune."""

_COMMUNES_NOW = next(one for one in GROUPS if one.code == COMMUNES)._replace(name="UBND các xã, phường, đặc khu")

LONGEST = 2000
"""Characters of a cell; longer ones are damage, not names."""


@dataclass(frozen=True, slots=True)
class AgencyEntry:
    """An agency of the directory.

    `kind` is department, district, commune, central, media or other. `groups` are codes of `groups.GROUPS`;
    `official_code` is that of the General Statistics Office, `parent` the code of the agency above.
    """

    code: str
    name: str
    short_name: str
    kind: str
    aliases: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    official_code: str | None = None
    parent: str | None = None


@dataclass(frozen=True)
class Directory:
    """All agencies of one province at one time.

    `province` is its name, "" where the directory does not say: an office's own. `answers` are names that a person
    has explained, by their `name_key`: the codes meant, none where it is nobody here.
    `code` names the directory in the registry, "" where it is read from a file and not stored under a name.
    `first_day` and `last_day` are inclusive (Viet Nam), None is open. `own_groups` are the groups and phrases that an
    office added. `keys` are the registry's keys of the agencies, by their codes, where it comes from there.
    """

    agencies: tuple[AgencyEntry, ...]
    province: str = ""
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    code: str = ""
    name: str = ""
    first_day: date | None = None
    last_day: date | None = None
    own_groups: tuple[Group, ...] = ()
    keys: Mapping[str, int] = field(default_factory=dict)

    @property
    def groups(self) -> tuple[Group, ...]:
        """Return the groups that have a member here, communes by the kinds that there are at the time."""
        used = {group for agency in self.agencies for group in agency.groups}
        known = (_COMMUNES_NOW if one.code == COMMUNES and self._is_of_today else one for one in GROUPS)
        return tuple(group for group in (*known, *self.own_groups) if group.code in used)

    @property
    def _is_of_today(self) -> bool:
        return self.first_day is not None and self.first_day >= SINCE

    def members(self, group: str) -> tuple[str, ...]:
        """Return the codes of the agencies in a group, in the order of the directory."""
        return tuple(agency.code for agency in self.agencies if group in agency.groups)

    def resolve(self, cell: str) -> Resolution:
        """Find the agencies named in `cell`; case, accents, Unicode form and abbreviation do not matter."""
        if len(cell) > LONGEST:
            return Resolution((), (f"{cell[:80]}…",), ())
        if (known := self._resolved.get(cell)) is None:
            known = self._resolved[cell] = self._resolve(cell)
        return known

    def _resolve(self, cell: str) -> Resolution:
        parted = find_exceptions(cell)
        found = list(self._name_all(parted.rest))
        bracketed = [list(self._name_all(names)) for names in parted.bracketed]
        following = [list(self._name_all(names)) for names in parted.open]
        return resolution(without_excepted(found, bracketed, following))

    def _name_all(self, cell: str) -> Iterator[Named]:
        """Yield what each name in a cell means, in their order."""
        last: str | None = None
        for found in find_names(cell, self.known_names):
            if (answer := self.answers.get(name_key(found.written))) is not None:
                named = Named(answer)
            elif found.codes and _TOGETHER.issuperset(found.codes):
                named = Named(tuple(code for group in found.codes for code in self.members(group)), found.codes)
            elif (code := self._only_code(found)) is None or code == UNNAMED:
                named = Named(unknown=found.written, is_unnamed=code is not None)
            elif found.shortened and last and self._parents.get(last) == code:
                continue  # "UBND xã A, huyện B" is the commune alone
            else:
                named = Named((code,)) if code in self._names else Named(self.members(code), (code,))
            last = named.codes[-1] if named.codes else last
            yield named

    def is_nobody(self, cell: str) -> bool:
        """Tell if a person has said of every name in `cell` that it is none of these agencies."""
        found = self.resolve(cell)
        return bool(cell.strip()) and not found.codes and not found.unknown

    def with_answers(self, names: Mapping[str, tuple[str, ...]]) -> "Directory":
        """Return the directory with names that a person has explained, by names that it knows, or none.

        Raises PlanUnreadable("sidecar") with a name that is explained by one that is not known.
        """
        answers = dict(self.answers)
        for name, meant in names.items():
            found = self.resolve("; ".join(meant))
            if found.unknown:
                raise PlanUnreadable("sidecar", f"names.{name}")
            answers[name_key(name)] = found.codes
        return replace(self, answers=answers) if names else self

    def nearest(self, name: str) -> str | None:
        """Return the full name of the agency that `name` was most likely meant to be; None where none is near."""
        from rapidfuzz import fuzz, process

        names = {agency.name: fold(agency.name) for agency in self.agencies}
        best = process.extractOne(fold(name), names, scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH)
        return best[2] if best else None

    @cached_property
    def _resolved(self) -> dict[str, Resolution]:
        return {}

    @cached_property
    def known_names(self) -> dict[str, tuple[str, ...]]:
        """Return the codes that share a name, short name, alias or group phrase, by its key.

        Where an office has said who is meant by a phrase, it is not one that stands for agencies without a name.
        """
        known: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for agency in self.agencies:
            for name in (agency.name, agency.short_name, *agency.aliases):
                known[name_key(name)][agency.code] = None
                if "&" in name:  # "Sở NN và PTNT"
                    known[name_key(name.replace("&", " và "))][agency.code] = None
        for group in (*GROUPS, *self.own_groups):
            for phrase in (group.name, *group.phrases):
                known[name_key(phrase)][group.code] = None
                for related in RELATED if group.code != UNNAMED else ():
                    known[name_key(f"{phrase} {related}")][UNNAMED] = None
        used = {group.code for group in self.groups} | self._names.keys()
        for codes in known.values():
            self._narrow(codes, used)
        for codes in (known[name_key(phrase)] for phrase in WITH_ORGANISATIONS) if used >= _TOGETHER else ():
            codes |= {ORGANISATIONS: None}
        self._add_places(known)
        return {name: tuple(codes) for name, codes in known.items()} | dict(self.answers)

    def _narrow(self, codes: dict[str, None], used: Set[str]) -> None:
        """Leave of the codes that share a name those that it can mean here; `used` are the codes that are here."""
        if len(codes) > 1:
            codes.pop(UNNAMED, None)
        if len(codes) > 1 and codes.keys() & used:  # "các địa phương" are those of the level that there is
            for code in codes.keys() - used:
                del codes[code]
        if codes.keys() & self._names.keys():  # what an agency is called is no phrase for others as well
            for code in codes.keys() & _SHIPPED:
                del codes[code]

    def _add_places(self, known: dict[str, dict[str, None]]) -> None:
        """Add the names with the place behind that they are of: "Sở Nội vụ tỉnh Hưng Yên"; "UBND xã" of one xã."""
        if own := self._own_committee:
            known[" ".join(name_key(own.name).split()[: _UBND + self._level_of(own)])] = {own.code: None}
        for name in tuple(known):
            for place in self._places:
                known.setdefault(f"{name} {place}", known[name])

    @cached_property
    def _places(self) -> tuple[str, ...]:
        """Return the words that may stand behind any name: whose agencies these are, "Sở Nội vụ tỉnh Hưng Yên"."""
        if not self.province:
            return (_MINISTRY,)
        province = name_key(self.province)
        places = [province, *(f"{level} {province}" for level in _LEVELS), *_LEVELS]
        if own := self._own_committee:
            place, level = name_key(own.name).split()[_UBND:], self._level_of(own)
            places += [" ".join(place), " ".join(place[:level]), " ".join(place[level:])]
        return tuple(places)

    @property
    def _own_committee(self) -> AgencyEntry | None:
        """Return the committee of the commune whose directory this is; None for a province's."""
        committees = [one for one in self.agencies if one.kind == _COMMUNE]
        return committees[0] if len(committees) == 1 else None

    @staticmethod
    def _level_of(committee: AgencyEntry) -> int:
        """Return how many words say what a commune is: "xã", "đặc khu"."""
        return 2 if " ".join(name_key(committee.name).split()[_UBND:]).startswith(_SPECIAL_ZONE) else 1

    @cached_property
    def _names(self) -> dict[str, str]:
        return {agency.code: agency.name for agency in self.agencies}

    @cached_property
    def _parents(self) -> dict[str, str]:
        return {agency.code: agency.parent for agency in self.agencies if agency.parent}

    def _only_code(self, found: FoundName) -> str | None:
        """Return the one code that is meant; among names that differ in accents alone, the one written exactly so."""
        if len(found.codes) == 1:
            return found.codes[0]
        exact = [code for code in found.codes if self._names.get(code, "").casefold() == found.written.casefold()]
        return exact[0] if len(exact) == 1 else None
