"""A sentence that is being read: what was understood is removed, so that nothing is read twice."""

import re
from collections.abc import Iterable, Iterator

from handlers.base.query import Period
from handlers.questions.dates.ranges import DateRangeReader
from handlers.questions.lexicon.agency_names import AgencyNames
from handlers.questions.lexicon.phrase_grammar import Grammar, PhraseMatch
from handlers.questions.lexicon.words import Word

_GONE = "|"
TITLES = frozenset({"anh", "chi", "co", "chu", "bac", "ong", "ba", "em", "ban"})
"""Words before the name of a person."""
_HOUR = re.compile(r"(?<!\S)(?:(?:luc|vao luc|hoi) )?(?:[01]?\d|2[0-3])(?:h|g| gio)(?:[0-5]\d)?p?(?!\S)(?! nua)")


class Sentence:
    """The words of a sentence, some of which are removed already.

    `words` are all; in `remaining`, `keys` and `folded` removed words are marked, at unchanged places.
    """

    def __init__(self, words: Iterable[Word]) -> None:
        self.words = list(words)
        self.remaining: list[Word | None] = list(self.words)
        self.keys = [word.key for word in self.words]
        self.folded = [word.folded for word in self.words]

    def hide_names(self, names: AgencyNames) -> None:
        """Hide names of agencies and people from the readers of codes and dates: “Tiền Hải tuần sau” is not two
        weeks, “chị Mai” no day.
        """
        for before, at in zip(self.folded, range(1, len(self.words)), strict=False):
            if before in TITLES and self.words[at].typed.istitle() and self.words[at].folded.isalpha():
                self.keys[at] = _GONE  # “chị Mai”, “anh Tư”
                if self.words[at - 1].typed.islower() and not self._is_capital(at + 1):
                    self.folded[at] = _GONE  # “chị Hoa” is not Chí Hòa
        at = 0
        while at < len(self.words):
            name = names.find_longest_at(self.folded, at)
            if name and name.unambiguous:
                self.keys[at : name.end] = [_GONE] * (name.end - at)
            at = name.end if name else at + 1

    def _is_capital(self, at: int) -> bool:
        return at < len(self.words) and self.words[at].typed.istitle()

    def copy(self) -> "Sentence":
        """Return a copy, to be read another way."""
        other = Sentence(self.words)
        other.remaining, other.keys, other.folded = list(self.remaining), list(self.keys), list(self.folded)
        return other

    def take_over(self, other: "Sentence") -> None:
        """Remove the words that have been removed from a copy of this sentence."""
        self.remaining, self.keys, self.folded = other.remaining, other.keys, other.folded

    def without_gaps(self) -> "Sentence":
        """Return the remaining words as a sentence of their own, as if nothing had stood between them."""
        return Sentence(word for word in self.remaining if word)

    def __len__(self) -> int:
        return len(self.words)

    def has_word(self, at: int) -> bool:
        """Return whether there is a word at place `at` that is not removed."""
        return 0 <= at < len(self.keys) and self.remaining[at] is not None

    def remaining_places(self) -> Iterator[int]:
        """Return the places of the words that are not removed."""
        return (at for at in range(len(self.keys)) if self.has_word(at))

    def remove(self, start: int, end: int) -> None:
        """Remove the words from place `start` to before `end`."""
        for at in range(start, end):
            self.remaining[at] = None
            self.keys[at] = self.folded[at] = _GONE

    def typed(self, places: Iterable[int]) -> str:
        """Return the words at these places, as they were typed."""
        return " ".join(self.words[at].typed for at in places)

    def extract_phrases(self, grammar: Grammar) -> list[PhraseMatch]:
        """Remove every phrase of `grammar`; return them in order."""
        found = list(grammar.find_all(self.remaining))
        for phrase in found:
            self.remove(phrase.start, phrase.end)
        return found

    def extract_pattern(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Remove the words of the first match of `pattern` in the keys; return the match."""
        match = pattern.search(" ".join(self.keys))
        if match:
            self._remove_letters(match.start(), match.end())
        return match

    def extract_period(self, times: DateRangeReader) -> Period | None:
        """Remove the first period, and the hour of a day: return the period.

        Raises `dates.time_words.InvalidDate` for a day that no calendar has.
        """
        self.extract_pattern(_HOUR)
        found = times.find(" ".join(self.keys))
        if found is None:
            return None
        self._remove_letters(found.start, found.end)
        return found.period

    def _remove_letters(self, start: int, end: int) -> None:
        text = " ".join(self.keys)
        first = text.count(" ", 0, start)
        self.remove(first, first + text.count(" ", start, end) + 1)
