"""Reading of lists of people to be invited against the registry: who can be, and what is wrong with the others."""

from collections.abc import Sequence
from datetime import datetime

from data.enums import NAME_LETTERS, Role
from data.errors import NotFound
from data.registry.office import agencies
from data.registry.office.agencies import AgencyFact
from data.registry.people import invitations, officers
from data.registry.people.joining import grants
from data.rules.viet_nam_time import viet_nam_date
from data.store import Session
from data.text import fold, nfc
from handlers.parsing.people_lists import TypedPerson
from handlers.views.office.invitees import Fault, Invitee, Rejected

_GUESSES = 20
"""Lines with an unknown agency for which the nearest names are looked for."""
_WORDS, _WORDS_OF_NAME = 20, 2
"""The most words of a line without a comma, and the least of a name in it."""
_BETWEEN = frozenset({"o", "cua", "thuoc", "tai"})


def sort_lines(
    session: Session,
    lines: Sequence[TypedPerson],
    default: AgencyFact | None,
    before: Sequence[Invitee] = (),
    *,
    now: datetime,
    outside: bool = True,
) -> tuple[list[Invitee], list[Rejected]]:
    """Return the people who can be invited at the office's instant `now` and the lines that cannot be used.

    `default` is the agency of lines that name none. Of somebody who was typed `before` the later line counts.
    `outside`: roles that see all agencies may be given outside the standing body; else such a line cannot be used.
    """
    found = {_key(one): one for one in before}
    here: set[tuple[str, int]] = set()
    rejected = []
    reader = _Reader(session, default, now, outside=outside)
    for line in lines:
        one = reader.read(line)
        if isinstance(one, Invitee) and _key(one) in here:
            one = Rejected(line, Fault.TWICE, one.name)
        if isinstance(one, Rejected):
            rejected.append(one)
        else:
            here.add(_key(one))
            found[_key(one)] = one
    return list(found.values()), rejected


class _Reader:
    """A reader of lines, which asks the registry once who is known."""

    def __init__(self, session: Session, default: AgencyFact | None, now: datetime, *, outside: bool) -> None:
        self._session = session
        self._default = default
        self._now, self._today = now, viet_nam_date(now)
        self._officers = {(agency, _same(name)) for agency, name in officers.list_names(session)}
        waiting = grants.list_waiting(session, now)
        self._invited = {(one.agency_id, _same(one.name)) for one in waiting}
        self._guesses = _GUESSES
        self._outside = outside

    def read(self, line: TypedPerson) -> Invitee | Rejected:
        """Return who is to be invited by a line, or why nobody is."""
        session = self._session
        name, agency = self._find_agency(line)
        if fault := find_name_fault(name):
            return Rejected(line, fault, name)
        if line.bad_role:
            return Rejected(line, Fault.UNKNOWN_ROLE, line.bad_role)
        if agency is None:
            return self._unknown_agency(line)
        if invitations.has_ended(session, agency.id, self._now):
            return Rejected(line, Fault.ENDED_AGENCY, agency.name)
        if fault := self._find_known(name, agency.id):
            return Rejected(line, fault, name)
        role = line.role or Role.OFFICER
        is_outside = grants.is_outside(session, agency.id, role)
        if is_outside and not self._outside:
            return Rejected(line, Fault.OUTSIDE, name)
        return Invitee(name, agency, role, is_outside)

    def _find_agency(self, line: TypedPerson) -> tuple[str, AgencyFact | None]:
        """Return the name of the person and the agency that a line names, in whichever order they stand."""
        session = self._session
        for words in (*line.others, ", ".join(line.others)):
            if words and (found := self._find_named(words)):
                return line.name, found
        if line.name and (found := agencies.find_named(session, line.name, self._today)):
            return (line.others[0] if line.others else ""), found
        if line.others or self._default:
            return line.name, None if line.others else self._default
        return self._split_words(line.name)

    def _find_named(self, words: str) -> AgencyFact | None:
        named = agencies.find_named(self._session, words, self._today)
        return named or agencies.find_placed(self._session, words, self._today)

    def _split_words(self, typed: str) -> tuple[str, AgencyFact | None]:
        """Return the name and the agency of a line without a comma: "Nguyễn Văn A Sở Tư pháp"."""
        words = typed.split()[:_WORDS]
        for at in range(_WORDS_OF_NAME, len(words)):
            rest = words[at + 1 :] if fold(words[at]) in _BETWEEN else words[at:]
            if rest and (found := self._find_named(" ".join(rest))):
                return " ".join(words[:at]), found
        return typed, None

    def _unknown_agency(self, line: TypedPerson) -> Rejected:
        if not line.others:
            return Rejected(line, Fault.NO_AGENCY, line.name)
        words, nearest = line.others[0], tuple[str, ...]()
        if self._guesses:  # to compare with thousands of names takes its time
            self._guesses -= 1
            try:
                agencies.find(self._session, words, self._today)
            except NotFound as error:
                nearest = error.nearest
        return Rejected(line, Fault.UNKNOWN_AGENCY, words, nearest)

    def _find_known(self, name: str, agency_id: int) -> Fault | None:
        """Return that somebody of this name is in this agency, or was invited to it; None for nobody."""
        if (agency_id, _same(name)) in self._officers:
            return Fault.IS_IN
        return Fault.IS_INVITED if (agency_id, _same(name)) in self._invited else None


def find_name_fault(name: str) -> Fault | None:
    """Return what is wrong with the name of a person; None for nothing."""
    if not name:
        return Fault.NO_NAME
    if len(name) > NAME_LETTERS:
        return Fault.LONG_NAME
    is_name = sum(letter.isalpha() for letter in name) > 1 and not any(letter.isdigit() for letter in name)
    return None if is_name else Fault.NOT_A_NAME


def _same(name: str) -> str:
    """Return what two spellings of a name share: with accents, since Bình and Bính are two people."""
    return " ".join(nfc(name).casefold().split())


def _key(one: Invitee) -> tuple[str, int]:
    return _same(one.name), one.agency.id
