"""Names by which people call an agency: those of the directory, and shorter ones that only one agency can have."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from data.registry.office.agencies import AgencyFact
from handlers.questions.lexicon.words import cached_words

Phrase = tuple[str, ...]

_COMMITTEE, _IN_FULL = ("ubnd",), ("uy", "ban", "nhan", "dan")
_WAYS_TO_WRITE: dict[Phrase, tuple[Phrase, ...]] = {_COMMITTEE: (_IN_FULL, ("uy", "ban"), ("ub",))}
"""How the committee in the name of a district or commune is written as well."""
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
    """The name of an agency in a sentence: the words from `start` to before `end`, and the codes it may stand for.

    `unambiguous`: no other words of the sentence can make it anything else than a name.
    """

    codes: tuple[str, ...]
    start: int
    end: int
    unambiguous: bool


@dataclass(frozen=True, slots=True)
class AgencyNames:
    """Codes of agencies by the words of their names.

    `unambiguous` are names of the directory, and short ones that cannot mean anything else. `ambiguous` are short
    ones that a title may hold as well ("thanh tra"): they count only where no word of a title stands beside them.
    `words` are those of an agency's full name, by its code; `max_words` is the length of the longest name.
    """

    unambiguous: dict[Phrase, tuple[str, ...]]
    ambiguous: dict[Phrase, tuple[str, ...]]
    words: dict[str, frozenset[str]]
    max_words: int

    def find_longest_at(self, words: Sequence[str], start: int) -> AgencyMention | None:
        """Return the longest name that begins with `words[start]`."""
        for end in range(min(len(words), start + self.max_words), start, -1):
            said = tuple(words[start:end])
            if codes := self.unambiguous.get(said):
                return AgencyMention(codes, start, end, unambiguous=True)
            if codes := self.ambiguous.get(said):
                return AgencyMention(
                    codes, start, self._extend_over_full_name(words, end, codes[0]), unambiguous=False
                )
        return None

    def _extend_over_full_name(self, words: Sequence[str], end: int, code: str) -> int:
        """Return the end of a name that leaves out some words: “ban quản lý các khu công nghiệp”."""
        while end < len(words) and words[end] in self.words[code]:
            end += 1
        return end


def build_agency_names(
    agencies: Sequence[tuple[AgencyFact, tuple[str, ...]]], titles: frozenset[tuple[str, str]]
) -> AgencyNames:
    """Build the names of all agencies from the directory.

    `titles` are pairs of neighbouring words in titles of tasks: such a pair alone is no name.
    """
    unambiguous: defaultdict[Phrase, set[str]] = defaultdict(set)
    ambiguous: defaultdict[Phrase, set[str]] = defaultdict(set)
    facts = {agency.code: agency for agency, _names in agencies}
    for agency, names in agencies:
        unambiguous[agency.code,].add(agency.code)
        spelled = {tuple([word.folded for word in cached_words(name)]) for name in dict.fromkeys(names)}
        for one in spelled | {short for full in spelled for short in _abbreviate(full)}:
            for way in _spelling_variants(one):
                unambiguous[way].add(agency.code)
                for short in _short_forms(way):
                    ambiguous[short].add(agency.code)
                for other in _WAYS_TO_WRITE.get(way[:1], ()):
                    unambiguous[*other, *way[1:]].add(agency.code)
    # a pair of words that stands in titles is no name, unless it says what kind of agency it is
    unique_ambiguous = {
        said: tuple(codes)
        for said, codes in ((said, _prefer_districts(codes, facts)) for said, codes in ambiguous.items())
        if len(codes) == 1 and said not in unambiguous and not (said in titles and said[0] not in _KINDS)
    }
    unambiguous_codes = {said: tuple(sorted(codes)) for said, codes in unambiguous.items() if said}
    unambiguous_codes |= {
        said: codes for said, codes in unique_ambiguous.items() if said[0] in _SURE and len(said) > _SHORTEST
    }
    words = {code: frozenset(word.folded for word in cached_words(fact.name)) for code, fact in facts.items()}
    return AgencyNames(
        unambiguous_codes, unique_ambiguous, words, max(map(len, (*unambiguous_codes, *unique_ambiguous)), default=0)
    )


def _prefer_districts(codes: set[str], facts: dict[str, AgencyFact]) -> set[str]:
    """Return the codes of districts and towns if communes have the same name, else all codes."""
    if len(codes) == 1:
        return codes
    above = {code for code in codes if facts[code].kind != _COMMUNE}
    return above or codes


def _abbreviate(name: Phrase) -> Iterator[Phrase]:
    """Yield abbreviated forms of the name of a department: “sở nông nghiệp và PTNT”, “sở văn hóa thể thao du
    lịch”.
    """
    if name[:1] != (_OFFICE,) or len(name) < _LONG:
        return
    yield tuple(word for word in name if word != _AND)
    for at in range(_SHORTEST, len(name) - 1):
        initials = "".join(word[0] for word in name[at:] if word != _AND)
        yield (*name[:at], initials)


def _spelling_variants(name: Phrase) -> Iterator[Phrase]:
    """Yield the name, with "thành phố" long or short, with and without the committee."""
    yield name
    if name[:1] != _COMMITTEE:
        if _COMMITTEE[0] in name:
            yield tuple("ub" if word == _COMMITTEE[0] else word for word in name)
        return
    units = [name[1:]]
    for written, other in ((_CITY, _TOWN), (_TOWN, _CITY)):
        if units[0][: len(written)] == written:
            units.append((*other, *units[0][len(written) :]))
            yield (*_COMMITTEE, *units[1])
    yield from (unit for unit in units if unit[:1] and unit[0] in _UNITS)


def _short_forms(name: Phrase) -> Iterator[Phrase]:
    """Yield beginnings of the name; with “bên” for “sở” or without it; a district or commune without its kind."""
    yield from (name[:end] for end in range(_SHORTEST, len(name) + 1))
    if name[0] == _OFFICE:
        yield from ((_SIDE, *name[1:end]) for end in range(_SHORTEST, len(name) + 1))
        if len(name) > _SHORTEST or len(name[-1]) >= _INITIALS:
            yield name[1:]
    elif name[0] in _UNITS and len(name) > _SHORTEST and name[0] not in (*_CITY, *_TOWN):
        yield name[2:] if name[0] == "thi" else name[1:]
    elif name[:1] == _TOWN:
        yield _TOWN
