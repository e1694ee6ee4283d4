"""Matching of the content words of a sentence with the registry: a section, a deliverable, words of a title."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from handlers.base.query import Query
from handlers.questions.lexicon.phrase_tables import load_tables
from handlers.questions.lexicon.vocabulary import (
    Phrase,
    TaskWording,
    Vocabulary,
    contains_in_order,
    significant_words,
    without_section_opening,
)

RUN_SEPARATOR = " … "

_DOCUMENT_WORDS = (("nghi", "quyet"), ("quyet", "dinh"), ("to", "trinh"), ("hoi", "dong"))
"""Words that begin a deliverable rather than a title: kinds of documents, and the body that passes them."""

_MIN_WORDS = 2  # one syllable stands in half of all titles: "an" in "đề án", "công an"
_MIN_SHARE, _MIN_LONG_SUBJECT = 0.7, 4
"""The share of its words that a title must have, and from how many words on that is enough."""


@dataclass(frozen=True, slots=True)
class Content:
    """Words at `places` of the sentence that no phrase explains, in runs between other words; `typed` are the runs as
    the officer wrote them.

    `field`: "lĩnh vực" was said before them, `made`: "sản phẩm là".
    """

    places: tuple[int, ...]
    runs: tuple[Phrase, ...]
    typed: tuple[str, ...]
    field: bool
    made: bool

    @property
    def words(self) -> Phrase:
        """Return the significant words of all runs."""
        return significant_words(word for run in self.runs for word in run)

    def each(self) -> Iterable["Content"]:
        """Return every run as a content of its own."""
        return (replace(self, runs=(run,), typed=(typed,)) for run, typed in zip(self.runs, self.typed, strict=True))


def match_subject(query: Query, content: Content, vocabulary: Vocabulary) -> Query | None:
    """Return `query` limited to what `content` names; None if the registry knows nothing of the sort."""
    if found := _match_exactly(query, content, vocabulary):
        return found
    if len(content.runs) > 1 and (found := _match_each_run(query, content, vocabulary)):
        return found
    if sections := _sections_within(content.words, vocabulary):
        return replace(query, sections=sections)
    return _match_most_words(query, content, vocabulary)


def _match_exactly(query: Query, content: Content, vocabulary: Vocabulary) -> Query | None:
    words = content.words
    if not words:
        return query
    if sections := _sections(words, vocabulary, named=content.field):
        return replace(query, sections=sections)
    typed = RUN_SEPARATOR.join(content.typed)
    made = (content.made and len(words) >= _MIN_WORDS) or any(
        words[: len(paper)] == paper for paper in _DOCUMENT_WORDS
    )
    if made and any(deliverable_contains(task, content.runs) for task in vocabulary.tasks):
        return replace(query, made=typed)
    if not _is_specific(content):
        return None
    if any(title_contains(task, content.runs) for task in vocabulary.tasks):
        return replace(query, keywords=typed)
    return (
        replace(query, made=typed)
        if any(deliverable_contains(task, content.runs) for task in vocabulary.tasks)
        else None
    )


def _match_each_run(query: Query, content: Content, vocabulary: Vocabulary) -> Query | None:
    """Match every run by itself: “Trình HĐND … biên chế” is a deliverable and words of a title."""
    keywords = []
    for run in content.each():
        found = _match_exactly(query, run, vocabulary)
        if found is None:
            return None
        if found.keywords != query.keywords:
            keywords += [found.keywords]
            found = replace(found, keywords=query.keywords)
        query = found
    return replace(query, keywords=RUN_SEPARATOR.join(filter(None, [query.keywords, *keywords])))


def _match_most_words(query: Query, content: Content, vocabulary: Vocabulary) -> Query | None:
    """Match a long subject of which a title lacks one or two words."""
    words = content.words
    if len(words) < _MIN_LONG_SUBJECT:
        return None
    best = max((longest_ordered_match(task.title, words) for task in vocabulary.tasks), key=len, default=())
    if len(best) < _MIN_SHARE * len(words) or len(best) < _MIN_LONG_SUBJECT:
        return None
    return replace(query, keywords=" ".join(best))


def longest_ordered_match(title: Sequence[str], words: Sequence[str]) -> Phrase:
    """Return as many of `words` as `title` has, in their order and close together."""
    kept: Phrase = ()
    for word in words:
        if contains_in_order(title, (*kept, word)):
            kept = (*kept, word)
    return kept


def deliverable_contains(task: TaskWording, runs: Iterable[Sequence[str]]) -> bool:
    """Return whether one of the task's deliverables holds each of these runs of words."""
    said = [significant_words(run) for run in runs]
    return any(all(contains_in_order(deliverable, run) for run in said) for deliverable in task.makes)


def title_contains(task: TaskWording, runs: Iterable[Sequence[str]]) -> bool:
    """Return whether the task's title holds each of these runs of words."""
    return all(contains_in_order(task.title, significant_words(run)) for run in runs)


def _sections(words: Phrase, vocabulary: Vocabulary, *, named: bool) -> tuple[str, ...]:
    """Return the sections whose name, or part of a name between commas, passes the first test that any passes: equal
    to the words, ending or beginning with them, holding all of them.

    If the sentence `named` a section as such, fewer words do.
    """
    said = without_section_opening(words) or words
    fits: list[Callable[[Phrase], bool]] = [
        lambda phrase: said == phrase or words == phrase,
        lambda phrase: len(said) >= _MIN_WORDS and phrase[-len(said) :] == said,
        lambda phrase: len(said) >= _MIN_WORDS and phrase[: len(said)] == said,
    ]
    fits.append(lambda phrase: len(said) > _MIN_WORDS and set(said) <= set(phrase))
    if named:
        fits += [lambda phrase: contains_in_order(phrase, said), lambda phrase: contains_in_order(said, phrase)]
    for fit in fits:
        if found := tuple(dict.fromkeys(code for code, phrase in vocabulary.fields if fit(phrase))):
            return found
    return ()


def _sections_within(words: Phrase, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the sections whose whole name stands among `words`: “tổ chức bộ máy nhà nước”."""
    found = [
        code for code, phrase in vocabulary.fields if len(phrase) > _MIN_WORDS and contains_in_order(words, phrase)
    ]
    return tuple(dict.fromkeys(found))


def _is_specific(content: Content) -> bool:
    said = [word for run in content.runs for word in run]
    return sum(map(str.isalpha, content.words)) >= _MIN_WORDS or said[0] in load_tables().abbreviations
