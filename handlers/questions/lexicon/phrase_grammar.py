"""Grammar of the phrases in `phrases.toml`: a graph of words that is walked along a sentence."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from handlers.questions.lexicon.phrase_tables import Choice, Pattern, load_tables
from handlers.questions.lexicon.words import Word, to_word

_ACTS = "act."
_REPLIES = "reply."
_TALK = "talk."
_REQUESTS = "request."


@dataclass(frozen=True, slots=True)
class PhraseMatch:
    """A phrase in a sentence: the words from `start` to before `end`; `name` is its name in the tables."""

    name: str
    start: int
    end: int


_Following: TypeAlias = "dict[str, list[_State]]"
_NOTHING: _Following = {}
"""What follows most states: thousands of them are made before the first question is read."""


class _State:
    """A state of the graph: the words that may follow, with and without accents; the sets of phrases that may follow,
    by name; and `skips`, the states reached without a word where an optional group is left out.

    `name` is that of the phrase that ends here; the first in the tables has the smallest `rank`.
    """

    __slots__ = ("accented", "folded", "name", "rank", "sets", "skips")

    def __init__(self) -> None:
        self.folded: _Following = _NOTHING
        self.accented: _Following = _NOTHING
        self.sets: _Following = _NOTHING
        self.skips: Sequence[_State] = ()
        self.name = ""
        self.rank = 0

    def add_word(self, said: Word, end: "_State") -> None:
        """Let a word lead to a state."""
        if self.folded is _NOTHING:
            self.folded = {}
        self.folded.setdefault(said.folded, []).append(end)
        if said.accented:
            if self.accented is _NOTHING:
                self.accented = {}
            self.accented.setdefault(said.accented, []).append(end)

    def add_set(self, name: str, end: "_State") -> None:
        """Let a set of phrases lead to a state."""
        if self.sets is _NOTHING:
            self.sets = {}
        self.sets.setdefault(name, []).append(end)

    def closure(self) -> Iterator["_State"]:
        """Yield this state and those that are reached without a word."""
        yield self
        for state in self.skips:
            yield from state.closure()

    def after(self, said: Word) -> Sequence["_State"]:
        """Return the states that a word leads to; a word without accents matches any spelled like it without them."""
        return self.accented.get(said.accented, ()) if said.accented else self.folded.get(said.folded, ())


Words = Sequence[Word | None]
_Ends = dict[tuple[str, int], set[int]]
"""Where each set of phrases ends in a sentence, by its name and the place where it begins."""


class Grammar:
    """The phrases of some tables, by their words.

    `counts` are all words without accents, with how often they stand in the tables; `accented` are all with accents,
    `spellings` as they are written.
    """

    def __init__(self, names: Iterable[str]) -> None:
        phrases = {name: load_tables().phrases[name] for name in names}
        self._names = {id(choice): name for name, choice in load_tables().sets.items()}
        self._said: list[Word] = []
        self._inside: dict[str, list[Word]] = {}
        used = self._used_sets(phrases.values())
        self._sets: dict[str, _State] = {}
        self._first: dict[str, set[str] | None] = {}
        for name, choice in load_tables().sets.items():
            if name in used:
                self._sets[name] = self._build_set(name, choice)
                self._first[name] = self._first_words(self._sets[name])
        root = _State()
        for rank, (name, patterns) in enumerate(phrases.items()):
            for pattern in patterns:
                end = self._add_pattern(pattern, root)
                end.name, end.rank = name, rank
        self._root = _merge_skips(root)
        self._first_of_all = self._first_words(self._root)
        self.counts = Counter([said.folded for said in self._said])
        self.accented = {said.accented for said in self._said}
        self.spellings = {said.typed for said in self._said}
        del self._said, self._inside

    def find_longest(self, words: Words, at: int) -> PhraseMatch | None:
        """Return the longest phrase that begins with `words[at]`; of two of one length, the first of the tables."""
        return self._find_longest(words, at, {})

    def find_all(self, words: Words) -> Iterator[PhraseMatch]:
        """Yield all phrases of a sentence, from left to right, none inside another."""
        at, ends = 0, _Ends()
        while at < len(words):
            found = self._find_longest(words, at, ends)
            if found:
                yield found
            at = found.end if found else at + 1

    def names_covering(self, words: Words) -> set[str]:
        """Return the names of the phrases of which the whole sentence is made; none if it has other words."""
        made: list[set[str] | None] = [set(), *(None for _word in words)]
        ends = _Ends()
        for at in range(len(words)):
            before = made[at]
            if before is None:
                continue
            for end, state in self._walk(self._root, words, at, ends):
                if state.name and end > at:
                    made[end] = (made[end] or set()) | before | {state.name}
        return made[-1] or set()

    def _find_longest(self, words: Words, at: int, ends: _Ends) -> PhraseMatch | None:
        said = words[at] if at < len(words) else None
        if said is None or not _may_begin(said, self._first_of_all):
            return None
        best: tuple[int, int] | None = None
        found = None
        for end, state in self._walk(self._root, words, at, ends):
            if state.name and end > at and (best is None or (end, -state.rank) > best):
                best, found = (end, -state.rank), PhraseMatch(state.name, at, end)
        return found

    def _walk(self, start: _State, words: Words, at: int, ends: _Ends) -> Iterator[tuple[int, _State]]:
        """Yield every state that the words from place `at` on lead to, with the place after the last word used."""
        left = [(at, start)]
        while left:
            place, state = left.pop()
            yield place, state
            left += [(place, after) for after in state.skips]
            said = words[place] if place < len(words) else None
            if said is None:
                continue
            left += [(place + 1, after) for after in state.after(said)]
            for name, following in state.sets.items():
                if _may_begin(said, self._first[name]):
                    for end in self._set_ends(name, words, place, ends):
                        left += [(end, after) for after in following]

    def _first_words(self, start: _State) -> set[str] | None:
        """Return the words, with and without accents, with which alone a walk can begin; None if it can without."""
        first: set[str] = set()
        for state in start.closure():
            inside = [self._first[name] for name in state.sets]
            if state.name or None in inside:
                return None
            first.update(state.folded, state.accented, *(words for words in inside if words))
        return first

    def _used_sets(self, choices: Iterable[Choice]) -> set[str]:
        """Return the names of the sets that these phrases are made of."""
        used: set[str] = set()
        left = [pattern for choice in choices for pattern in choice]
        while left:
            for part in left.pop():
                if isinstance(part, str) or (name := self._names.get(id(part))) in used:
                    continue
                if name:
                    used.add(name)
                left += part
        return used

    def _set_ends(self, name: str, words: Words, at: int, ends: _Ends) -> set[int]:
        if (name, at) not in ends:
            walked = self._walk(self._sets[name], words, at, ends)
            ends[name, at] = {end for end, state in walked if state.name}
        return ends[name, at]

    def _build_set(self, name: str, choices: Choice) -> _State:
        before, start = len(self._said), _State()
        for choice in choices:
            self._add_pattern(choice, start).name = name
        self._inside[name] = self._said[before:]
        return _merge_skips(start)

    def _add_pattern(self, pattern: Pattern, start: _State) -> _State:
        """Add the words of a pattern behind `start`; return the state where it ends."""
        for part in pattern:
            end = _State()
            if isinstance(part, str):
                said = to_word(part)
                start.add_word(said, end)
                self._said.append(said)
            elif name := self._names.get(id(part)):
                start.add_set(name, end)
                self._said += self._inside[name]
            else:
                for choice in part:
                    last = self._add_pattern(choice, start)
                    last.skips = (*last.skips, end)
            start = end
        return start


def _may_begin(said: Word, first: set[str] | None) -> bool:
    return first is None or (said.accented or said.folded) in first


def _merge_skips(root: _State) -> _State:
    """Return a state that leads wherever `root` and the states it skips to lead."""
    merged = _State()
    merged.folded, merged.accented, merged.sets = {}, {}, {}
    for state in root.closure():
        for table, into in (
            (state.folded, merged.folded),
            (state.accented, merged.accented),
            (state.sets, merged.sets),
        ):
            for key, after in table.items():
                into.setdefault(key, []).extend(after)
    return merged


@cache
def question_grammar() -> Grammar:
    """Return the grammar of questions."""
    return Grammar(name for name in load_tables().phrases if not name.startswith((_ACTS, _REPLIES, _REQUESTS, _TALK)))


@cache
def change_grammar() -> Grammar:
    """Return the grammar of requests for a change."""
    return Grammar(name for name in load_tables().phrases if name.startswith(_ACTS))


@cache
def talk_grammar(*names: str) -> Grammar:
    """Return the grammar of sentences about people and days, from these lists of the table `talk`, from all
    of them if none is named.
    """
    wanted = tuple(f"{_TALK}{name}" for name in names) or tuple(
        name for name in load_tables().phrases if name.startswith(_TALK)
    )
    return Grammar(wanted)


@cache
def request_grammar(*names: str) -> Grammar:
    """Return the grammar of these lists of the table `request`, of all of them if none is named."""
    wanted = tuple(f"{_REQUESTS}{name}" for name in names)
    return Grammar(name for name in load_tables().phrases if name.startswith(wanted or _REQUESTS))


@cache
def reply_grammar(*names: str) -> Grammar:
    """Return the grammar of replies to an open question, from these lists of the table `reply`."""
    return Grammar(f"{_REPLIES}{name}" for name in names)
