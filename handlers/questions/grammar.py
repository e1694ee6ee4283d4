"""What phrases mean: a tree of words, walked as far as a sentence goes along with it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from handlers.questions.tables import tables, ways_to_say
from handlers.questions.wording import Word, word

_ACTS = "act."


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase in a sentence: the words from `start` to before `end`; `means` is its name in the tables."""

    means: str
    start: int
    end: int


@dataclass(slots=True)
class _Node:
    """What may follow, by the words with and without their accents; `means` where a phrase ends, the first of the
    tables having the smallest `rank`."""

    next: dict[Word, "_Node"] = field(default_factory=dict)
    folded: dict[str, list["_Node"]] = field(default_factory=dict)
    heard: dict[str, "_Node"] = field(default_factory=dict)
    means: str = ""
    rank: int = 0

    def step(self, said: Word, *, strictly: bool) -> list["_Node"]:
        """Where the word leads; without accents it may be any word that is written so without them."""
        if strictly:
            one = self.heard.get(said.heard)
            return [one] if one else []
        return self.folded.get(said.folded, [])


class Grammar:
    """Phrases by their words."""

    def __init__(self, names: Iterable[str]) -> None:
        self._root = _Node()
        self.heard: set[str] = set()
        for rank, name in enumerate(names):
            for pattern in tables().phrases[name]:
                for phrase in ways_to_say(pattern):
                    self._add(rank, name, phrase)

    def longest(self, words: Sequence[Word | None], at: int) -> Found | None:
        """The longest phrase that begins with `words[at]`; of two that are alike, the first of the tables."""
        nodes, found = [self._root], None
        for end in range(at, len(words)):
            said = words[end]
            if said is None:
                break
            nodes = [after for node in nodes for after in node.step(said, strictly=bool(said.heard))]
            if not nodes:
                break
            ends = [node for node in nodes if node.means]
            if ends:
                found = Found(min(ends, key=lambda node: node.rank).means, at, end + 1)
        return found

    def spoken(self, words: Sequence[Word | None]) -> Iterator[Found]:
        """All phrases of a sentence, from left to right, none inside another."""
        at = 0
        while at < len(words):
            found = self.longest(words, at)
            if found:
                yield found
            at = found.end if found else at + 1

    def _add(self, rank: int, name: str, phrase: Sequence[str]) -> None:
        node = self._root
        for said in map(word, phrase):
            after = node.next.get(said)
            if after is None:
                after = node.next[said] = _Node()
                node.folded.setdefault(said.folded, []).append(after)
                node.heard[said.heard] = after
                self.heard.add(said.heard)
            node = after
        if not node.means:
            node.means, node.rank = name, rank


@cache
def asking() -> Grammar:
    """What is said in questions."""
    return Grammar(name for name in tables().phrases if not name.startswith(_ACTS))


@cache
def acting() -> Grammar:
    """What is said to have something done."""
    return Grammar(name for name in tables().phrases if name.startswith(_ACTS))
