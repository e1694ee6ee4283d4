"""What phrases mean: a graph of words, walked as far as a sentence goes along with it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from handlers.questions.tables import Choice, Pattern, tables
from handlers.questions.wording import Word, word

_ACTS = "act."


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase in a sentence: the words from `start` to before `end`; `means` is its name in the tables."""

    means: str
    start: int
    end: int


class _State:
    """A place in some phrases: the words that may follow, with and without accents, and places that may follow at
    once, where a group is left out. `means` where a phrase ends, the first of the tables having the smallest `rank`.
    """

    __slots__ = ("folded", "heard", "means", "rank", "skips")

    def __init__(self) -> None:
        self.folded: dict[str, list[_State]] = {}
        self.heard: dict[str, list[_State]] = {}
        self.skips: list[_State] = []
        self.means = ""
        self.rank = 0

    def lead(self, said: Word, to: "_State") -> None:
        self.folded.setdefault(said.folded, []).append(to)
        if said.heard:
            self.heard.setdefault(said.heard, []).append(to)

    def closure(self) -> Iterator["_State"]:
        """This place and those that may follow at once."""
        yield self
        for state in self.skips:
            yield from state.closure()


class Grammar:
    """Phrases by their words.

    `counts` are all words without accents, and how often they stand in the tables; `heard` are all with accents,
    `spellings` as they are written.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self.counts: Counter[str] = Counter()
        self.heard: set[str] = set()
        self.spellings: set[str] = set()
        root = _State()
        for rank, name in enumerate(names):
            for pattern in tables().phrases[name]:
                end = self._added(pattern, root)
                end.means, end.rank = name, rank
        self._root = _State()
        for state in root.closure():
            for folded, after in state.folded.items():
                self._root.folded.setdefault(folded, []).extend(after)
            for heard, after in state.heard.items():
                self._root.heard.setdefault(heard, []).extend(after)

    def longest(self, words: Sequence[Word | None], at: int) -> Found | None:
        """The longest phrase that begins with `words[at]`; of two that are alike, the first of the tables.

        A word without accents may be any that is written so without them.
        """
        states, found = [self._root], None
        for end in range(at, len(words)):
            said = words[end]
            if said is None:
                break
            if said.heard:
                after = [one for state in states for one in state.heard.get(said.heard, ())]
            else:
                after = [one for state in states for one in state.folded.get(said.folded, ())]
            if not after:
                break
            states = [state for one in after for state in one.closure()]
            ends = [state for state in states if state.means]
            if ends:
                found = Found(min(ends, key=lambda state: state.rank).means, at, end + 1)
        return found

    def spoken(self, words: Sequence[Word | None]) -> Iterator[Found]:
        """All phrases of a sentence, from left to right, none inside another."""
        at = 0
        while at < len(words):
            found = self.longest(words, at)
            if found:
                yield found
            at = found.end if found else at + 1

    def pairs(self) -> Iterator[tuple[str, str]]:
        """All words, without accents, that follow each other in a phrase."""
        seen: set[int] = set()
        left = [self._root]
        while left:
            state = left.pop()
            for said, places in state.folded.items():
                for after in (one for place in places for one in place.closure()):
                    yield from ((said, following) for following in after.folded)
                    if id(after) not in seen:
                        seen.add(id(after))
                        left.append(after)

    def _added(self, pattern: Pattern, start: _State) -> _State:
        """Adds the words of a pattern behind `start`; returns the place where it ends."""
        for part in pattern:
            end = _State()
            if isinstance(part, str):
                said = word(part)
                self.counts[said.folded] += 1
                self.heard.add(said.heard)
                self.spellings.add(part)
                start.lead(said, end)
            else:
                self._branch(part, start, end)
            start = end
        return start

    def _branch(self, choices: Choice, start: _State, end: _State) -> None:
        for choice in choices:
            self._added(choice, start).skips.append(end)


@cache
def asking() -> Grammar:
    """What is said in questions."""
    return Grammar(name for name in tables().phrases if not name.startswith(_ACTS))


@cache
def acting() -> Grammar:
    """What is said to have something done."""
    return Grammar(name for name in tables().phrases if name.startswith(_ACTS))
