"""What people call an agency: as the directory has it, and shorter where only one can be meant."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from data.registry.office.agencies import AgencyFact
from handlers.questions.lexicon.words import cached_words

Phrase = tuple[str, ...]

_COMMITTEE, _IN_FULL = ("ubnd",), ("uy", "ban", "nhan", "dan")
_CITY, _TOWN = ("thanh", "pho"), ("tp",)
_UNITS = frozenset({"huyen", "xa", "phuong", "thanh", "thi", "tp"})
_OFFICE, _SIDE = "so", "ben"
_KINDS = _UNITS | {_OFFICE, _SIDE}
_SURE = frozenset({_OFFICE, "ubnd"})
_COMMUNE = "commune"
_SHORTEST, _LONG, _INITIALS = 2, 5, 4
_AND = "va"


@dataclass(frozen=True, slots=True)
class AgencyMention:
    """A name in a sentence: the words from `start` to before `end`, and the codes that it may mean."""

    codes: tuple[str, ...]
    start: int
    end: int
    firm: bool


@dataclass(frozen=True, slots=True)
class AgencyNames:
    """`firm` are names of the directory, and what nobody could mean otherwise. `loose` are shorter ones that a title
    may hold as well ("thanh tra"): they count only where no word of a title stands beside them. `words` are those of
    an agency's full name, by its code.
    """

    firm: dict[Phrase, tuple[str, ...]]
    loose: dict[Phrase, tuple[str, ...]]
    words: dict[str, frozenset[str]]
    longest: int

    def at(self, words: Sequence[str], start: int) -> AgencyMention | None:
        """The longest name that begins with `words[start]`."""
        for end in range(min(len(words), start + self.longest), start, -1):
            said = tuple(words[start:end])
            if codes := self.firm.get(said):
                return AgencyMention(codes, start, end, firm=True)
            if codes := self.loose.get(said):
                return AgencyMention(codes, start, self._whole(words, end, codes[0]), firm=False)
        return None

    def _whole(self, words: Sequence[str], end: int, code: str) -> int:
        """Where a name ends that leaves out some words: “ban quản lý các khu công nghiệp”."""
        while end < len(words) and words[end] in self.words[code]:
            end += 1
        return end


def build_agency_names(
    agencies: Sequence[tuple[AgencyFact, tuple[str, ...]]], titles: frozenset[tuple[str, str]]
) -> AgencyNames:
    """`titles` are pairs of words that stand in titles of tasks: such a pair alone is nobody's name."""
    firm: dict[Phrase, set[str]] = {}
    loose: dict[Phrase, set[str]] = {}
    facts = {agency.code: agency for agency, _names in agencies}
    for agency, names in agencies:
        firm.setdefault((agency.code,), set()).add(agency.code)
        spelled = {tuple(word.folded for word in cached_words(name)) for name in names}
        for one in spelled | {short for full in spelled for short in _abbreviated(full)}:
            for way in _spelling_variants(one):
                firm.setdefault(way, set()).add(agency.code)
                for short in _short_forms(way):
                    loose.setdefault(short, set()).add(agency.code)
                if way[:1] == _COMMITTEE:
                    firm.setdefault((*_IN_FULL, *way[1:]), set()).add(agency.code)
    # a pair of words that stands in titles is nobody's name, unless it says what kind of office it is
    only = {
        said: tuple(codes)
        for said, codes in ((said, _prefer_districts(codes, facts)) for said, codes in loose.items())
        if len(codes) == 1 and said not in firm and not (said in titles and said[0] not in _KINDS)
    }
    known = {said: tuple(sorted(codes)) for said, codes in firm.items() if said}
    known |= {said: codes for said, codes in only.items() if said[0] in _SURE and len(said) > _SHORTEST}
    words = {code: frozenset(word.folded for word in cached_words(fact.name)) for code, fact in facts.items()}
    return AgencyNames(known, only, words, max(map(len, (*known, *only)), default=0))


def _prefer_districts(codes: set[str], facts: dict[str, AgencyFact]) -> set[str]:
    """A district and its town have one name: the district is meant."""
    above = {code for code in codes if facts[code].kind != _COMMUNE}
    return above or codes


def _abbreviated(name: Phrase) -> Iterator[Phrase]:
    """“sở nông nghiệp và PTNT”, “sở văn hóa thể thao du lịch”."""
    if name[:1] != (_OFFICE,) or len(name) < _LONG:
        return
    yield tuple(word for word in name if word != _AND)
    for at in range(_SHORTEST, len(name) - 1):
        initials = "".join(word[0] for word in name[at:] if word != _AND)
        yield (*name[:at], initials)


def _spelling_variants(name: Phrase) -> Iterator[Phrase]:
    """The same name with the city written long or short, and without the committee."""
    yield name
    if name[:1] != _COMMITTEE:
        return
    units = [name[1:]]
    for written, other in ((_CITY, _TOWN), (_TOWN, _CITY)):
        if units[0][: len(written)] == written:
            units.append((*other, *units[0][len(written) :]))
            yield (*_COMMITTEE, *units[1])
    yield from (unit for unit in units if unit[:1] and unit[0] in _UNITS)


def _short_forms(name: Phrase) -> Iterator[Phrase]:
    """Beginnings of the name; “bên” or nothing for “sở”; a unit without its kind."""
    yield from (name[:end] for end in range(_SHORTEST, len(name) + 1))
    if name[0] == _OFFICE:
        yield from ((_SIDE, *name[1:end]) for end in range(_SHORTEST, len(name) + 1))
        if len(name) > _SHORTEST or len(name[-1]) >= _INITIALS:
            yield name[1:]
    elif name[0] in _UNITS and len(name) > _SHORTEST and name[0] not in (*_CITY, *_TOWN):
        yield name[2:] if name[0] == "thi" else name[1:]
    elif name[:1] == _TOWN:
        yield _TOWN
