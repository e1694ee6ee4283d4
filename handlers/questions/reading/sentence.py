"""A sentence while it is being read: what has been understood of it is taken out, so that nothing is read twice."""

import re
from collections.abc import Iterable, Iterator

from handlers.base.query import Period
from handlers.questions.dates.ranges import DateRangeReader
from handlers.questions.lexicon.agency_names import AgencyNames
from handlers.questions.lexicon.phrase_grammar import Grammar, PhraseMatch
from handlers.questions.lexicon.words import Word

_GONE = "|"


class Sentence:
    """Words, of which some have been taken."""

    def __init__(self, words: Iterable[Word]) -> None:
        self.words = list(words)
        self.left: list[Word | None] = list(self.words)
        self.keys = [word.key for word in self.words]
        self.folded = [word.folded for word in self.words]

    def hide(self, names: AgencyNames) -> None:
        """Keeps what reads codes and times away from names of agencies: “Tiền Hải tuần sau” is not two weeks."""
        at = 0
        while at < len(self.words):
            name = names.at(self.folded, at)
            if name and name.firm:
                self.keys[at : name.end] = [_GONE] * (name.end - at)
            at = name.end if name else at + 1

    def copy(self) -> "Sentence":
        """The same sentence, to be read another way."""
        other = Sentence(self.words)
        other.left, other.keys, other.folded = list(self.left), list(self.keys), list(self.folded)
        return other

    def take_over(self, other: "Sentence") -> None:
        """What has been taken from a copy is taken."""
        self.left, self.keys, self.folded = other.left, other.keys, other.folded

    def closed(self) -> "Sentence":
        """What is left of the sentence, as if nothing had stood between."""
        return Sentence(word for word in self.left if word)

    def __len__(self) -> int:
        return len(self.words)

    def is_free(self, at: int) -> bool:
        """Whether there is a word at this place that nobody has taken."""
        return 0 <= at < len(self.keys) and self.left[at] is not None

    def free(self) -> Iterator[int]:
        """The places of the words that nobody has taken."""
        return (at for at in range(len(self.keys)) if self.is_free(at))

    def take(self, start: int, end: int) -> None:
        """The words from `start` to before `end` have been understood."""
        for at in range(start, end):
            self.left[at] = None
            self.keys[at] = self.folded[at] = _GONE

    def typed(self, places: Iterable[int]) -> str:
        """The words at these places, as they were typed."""
        return " ".join(self.words[at].typed for at in places)

    def take_phrases(self, grammar: Grammar) -> list[PhraseMatch]:
        """Takes every phrase of `grammar`; returns them in order."""
        found = list(grammar.spoken(self.left))
        for phrase in found:
            self.take(phrase.start, phrase.end)
        return found

    def take_pattern(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Takes the words of the first hit of `pattern` in the keys."""
        said = pattern.search(" ".join(self.keys))
        if said:
            self._take_letters(said.start(), said.end())
        return said

    def take_period(self, times: DateRangeReader) -> Period | None:
        """Takes the first period; raises `points.Unreadable` for a day that no calendar has."""
        found = times.find(" ".join(self.keys))
        if found is None:
            return None
        self._take_letters(found.start, found.end)
        return found.period

    def _take_letters(self, start: int, end: int) -> None:
        text = " ".join(self.keys)
        first = text.count(" ", 0, start)
        self.take(first, first + text.count(" ", start, end) + 1)
