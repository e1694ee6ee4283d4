"""What people call an agency: as the directory has it, and shorter where only one can be meant."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from data.registry.agencies import AgencyFact
from handlers.questions.wording import words_of

Phrase = tuple[str, ...]

_COMMITTEE = (("uy", "ban", "nhan", "dan"), ("ubnd",))
_CITY = (("thanh", "pho"), ("tp",))
_UNITS = frozenset({"huyen", "xa", "phuong", "thanh", "thi", "tp"})
_OFFICE, _SIDE = "so", "ben"
_KINDS = _UNITS | {_OFFICE, _SIDE}
_SURE = frozenset({_OFFICE, "ubnd"})
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a sentence: the words from `start` to before `end`, and the codes that it may mean."""

    codes: tuple[str, ...]
    start: int
    end: int
    firm: bool


@dataclass(frozen=True, slots=True)
class Names:
    """`firm` are names of the directory, and what nobody could mean otherwise. `loose` are shorter ones that a title
    may hold as well ("thanh tra"): they count only where no word of a title stands beside them."""

    firm: dict[Phrase, tuple[str, ...]]
    loose: dict[Phrase, tuple[str, ...]]
    longest: int

    def at(self, words: Sequence[str], start: int) -> Name | None:
        """The longest name that begins with `words[start]`."""
        for end in range(min(len(words), start + self.longest), start, -1):
            said = tuple(words[start:end])
            if codes := self.firm.get(said):
                return Name(codes, start, end, firm=True)
            if codes := self.loose.get(said):
                return Name(codes, start, end, firm=False)
        return None


def names_of(agencies: Iterable[tuple[AgencyFact, tuple[str, ...]]], titles: frozenset[tuple[str, str]]) -> Names:
    """`titles` are pairs of words that stand in titles of tasks: such a pair alone is nobody's name."""
    firm: dict[Phrase, dict[str, None]] = {}
    loose: dict[Phrase, dict[str, None]] = {}
    for agency, names in agencies:
        firm.setdefault((agency.code,), {})[agency.code] = None
        for name in names:
            said = tuple(word.folded for word in words_of(name))
            for way in _ways(said):
                firm.setdefault(way, {})[agency.code] = None
            for short in _shorter(said):
                loose.setdefault(short, {})[agency.code] = None
    # a pair of words that stands in titles is nobody's name, unless it says what kind of office it is
    only = {
        said: tuple(codes)
        for said, codes in loose.items()
        if len(codes) == 1 and said not in firm and not (said in titles and said[0] not in _KINDS)
    }
    known = {said: tuple(codes) for said, codes in firm.items() if said}
    known |= {said: codes for said, codes in only.items() if said[0] in _SURE and len(said) > _SHORTEST}
    return Names(known, only, max(map(len, (*known, *only)), default=0))


def _ways(name: Phrase) -> Iterator[Phrase]:
    """The same name with the committee and the city written long or short, or without the committee."""
    cities = (name, _replaced(name, *_CITY), _replaced(name, *reversed(_CITY))) if name[:1] == ("ubnd",) else (name,)
    for city in cities:
        yield city
        yield _replaced(city, ("ubnd",), _COMMITTEE[0])
        if city[:1] == ("ubnd",) and city[1:2] and city[1] in _UNITS:
            yield city[1:]


def _shorter(name: Phrase) -> Iterator[Phrase]:
    """Beginnings of the name; "bên" or nothing for "sở"; a unit without its kind."""
    for way in dict.fromkeys(_ways(name)):
        beginnings = [way[:end] for end in range(_SHORTEST, len(way) + 1)]
        yield from beginnings
        if way[0] == _OFFICE:
            yield from ((_SIDE, *beginning[1:]) for beginning in beginnings)
            if len(way) > _SHORTEST:
                yield way[1:]
        if way[0] in _UNITS - {"thanh", "tp"} and len(way) > _SHORTEST:
            yield way[1:] if way[0] != "thi" else way[2:]
        if way[0] == "tp":
            yield ("tp",)


def _replaced(name: Phrase, old: Phrase, new: Phrase) -> Phrase:
    for at in range(len(name) - len(old) + 1):
        if name[at : at + len(old)] == old:
            return (*name[:at], *new, *name[at + len(old) :])
    return name
