"""What phrases mean: a graph of words, walked as far as a sentence goes along with it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from handlers.questions.lexicon.phrase_tables import Choice, Pattern, tables
from handlers.questions.lexicon.words import Word, to_word

_ACTS = "act."
_REPLIES = "reply."
_REQUESTS = "request."


@dataclass(frozen=True, slots=True)
class PhraseMatch:
    """A phrase in a sentence: the words from `start` to before `end`; `means` is its name in the tables."""

    means: str
    start: int
    end: int


class _State:
    """A place in some phrases: the words that may follow, with and without accents; sets of phrases that may follow,
    by their names; and places that may follow at once, where a group is left out. `means` where a phrase ends, the
    first of the tables having the smallest `rank`.
    """

    __slots__ = ("folded", "heard", "means", "rank", "sets", "skips")

    def __init__(self) -> None:
        self.folded: dict[str, list[_State]] = {}
        self.heard: dict[str, list[_State]] = {}
        self.sets: dict[str, list[_State]] = {}
        self.skips: list[_State] = []
        self.means = ""
        self.rank = 0

    def closure(self) -> Iterator["_State"]:
        """This place and those that may follow at once."""
        yield self
        for state in self.skips:
            yield from state.closure()

    def after(self, said: Word) -> Sequence["_State"]:
        """Where the word leads; without accents it may be any that is written so without them."""
        return self.heard.get(said.heard, ()) if said.heard else self.folded.get(said.folded, ())


Words = Sequence[Word | None]
_Ends = dict[tuple[str, int], set[int]]


class Grammar:
    """Phrases by their words.

    `counts` are all words without accents, and how often they stand in the tables; `heard` are all with accents,
    `spellings` as they are written.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self.counts: Counter[str] = Counter()
        self.heard: set[str] = set()
        self.spellings: set[str] = set()
        phrases = {name: tables().phrases[name] for name in names}
        self._names = {id(choice): name for name, choice in tables().sets.items()}
        self._inside: dict[str, Counter[str]] = {}
        used = set(self._used(phrases.values()))
        self._sets = {name: self._set(name, choice) for name, choice in tables().sets.items() if name in used}
        root = _State()
        for rank, (name, patterns) in enumerate(phrases.items()):
            for pattern in patterns:
                end = self._added(pattern, root)
                end.means, end.rank = name, rank
        self._root = _merged(root)

    def longest(self, words: Words, at: int) -> PhraseMatch | None:
        """The longest phrase that begins with `words[at]`; of two that are alike, the first of the tables."""
        best: tuple[int, int] | None = None
        found = None
        for end, state in self._walked(self._root, words, at, {}):
            if state.means and end > at and (best is None or (end, -state.rank) > best):
                best, found = (end, -state.rank), PhraseMatch(state.means, at, end)
        return found

    def spoken(self, words: Words) -> Iterator[PhraseMatch]:
        """All phrases of a sentence, from left to right, none inside another."""
        at = 0
        while at < len(words):
            found = self.longest(words, at)
            if found:
                yield found
            at = found.end if found else at + 1

    def composed(self, words: Words) -> set[str]:
        """The names of phrases of which all of the sentence can be put together; none where it cannot."""
        made: list[set[str] | None] = [set(), *(None for _word in words)]
        for at in range(len(words)):
            before = made[at]
            if before is None:
                continue
            for end, state in self._walked(self._root, words, at, {}):
                if state.means and end > at:
                    made[end] = (made[end] or set()) | before | {state.means}
        return made[-1] or set()

    def _walked(self, start: _State, words: Words, at: int, ends: _Ends) -> Iterator[tuple[int, _State]]:
        """Every place that the words from `at` on lead to, with the number of the word before which it is reached.

        `ends` remembers where each set of phrases ends that begins at some word.
        """
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
                for end in self._ends(name, words, place, ends):
                    left += [(end, after) for after in following]

    def _used(self, choices: Iterable[Choice]) -> Iterator[str]:
        """The names of the sets that these phrases are made of."""
        for part in (part for choice in choices for pattern in choice for part in pattern):
            if not isinstance(part, str):
                if name := self._names.get(id(part)):
                    yield name
                yield from self._used([part])

    def _ends(self, name: str, words: Words, at: int, ends: _Ends) -> set[int]:
        if (name, at) not in ends:
            walked = self._walked(self._sets[name], words, at, ends)
            ends[name, at] = {end for end, state in walked if state.means}
        return ends[name, at]

    def _set(self, name: str, choices: Choice) -> _State:
        before, start = Counter(self.counts), _State()
        for choice in choices:
            self._added(choice, start).means = name
        self._inside[name] = self.counts - before
        return _merged(start)

    def _added(self, pattern: Pattern, start: _State) -> _State:
        """Adds the words of a pattern behind `start`; returns the place where it ends."""
        for part in pattern:
            end = _State()
            if isinstance(part, str):
                self._lead(start, to_word(part), end)
            elif name := self._names.get(id(part)):
                start.sets.setdefault(name, []).append(end)
                self.counts.update(self._inside[name])
            else:
                for choice in part:
                    self._added(choice, start).skips.append(end)
            start = end
        return start

    def _lead(self, start: _State, said: Word, end: _State) -> None:
        start.folded.setdefault(said.folded, []).append(end)
        if said.heard:
            start.heard.setdefault(said.heard, []).append(end)
        self.counts[said.folded] += 1
        self.heard.add(said.heard)
        self.spellings.add(said.typed)


def _merged(root: _State) -> _State:
    """A place that leads at once wherever `root` leads after leaving something out."""
    merged = _State()
    for state in root.closure():
        for table, into in ((state.folded, merged.folded), (state.heard, merged.heard), (state.sets, merged.sets)):
            for key, after in table.items():
                into.setdefault(key, []).extend(after)
    return merged


@cache
def question_grammar() -> Grammar:
    """What is said in questions."""
    return Grammar(name for name in tables().phrases if not name.startswith((_ACTS, _REPLIES, _REQUESTS)))


@cache
def change_grammar() -> Grammar:
    """What is said to have something done."""
    return Grammar(name for name in tables().phrases if name.startswith(_ACTS))


@cache
def request_grammar(*names: str) -> Grammar:
    """What is said to have something else than duties: these lists of the table `request`, all without any."""
    wanted = tuple(f"{_REQUESTS}{name}" for name in names)
    return Grammar(name for name in tables().phrases if name.startswith(wanted or _REQUESTS))


@cache
def reply_grammar(*names: str) -> Grammar:
    """What is said to us while a question of ours is open: these lists of the table `reply`."""
    return Grammar(f"{_REPLIES}{name}" for name in names)
