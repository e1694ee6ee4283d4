"""What a sentence is about, of the words that no phrase explains: a field, a deliverable, words of a title."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from handlers.questions.query import Query
from handlers.questions.vocabulary import Phrase, TaskWording, Vocabulary, follows, telling, unopened

_PAPERS = frozenset({("nq",), ("qd",), ("to", "trinh")})
"""What a task makes rather than what it is called."""

_REPORT = frozenset("bao cao ket qua cchc dinh ky ky".split())
_ENOUGH = 2  # one syllable stands in half of all titles: "an" in "đề án", "công an"


@dataclass(frozen=True, slots=True)
class Content:
    """Words that say what is meant, in runs between other words; `typed` as the officer wrote them.

    `field`: "lĩnh vực", `made`: "sản phẩm là" stood before them.
    """

    runs: tuple[Phrase, ...]
    typed: str
    field: bool
    made: bool

    @property
    def words(self) -> Phrase:
        """All of them."""
        return telling(word for run in self.runs for word in run)


def about(query: Query, content: Content, vocabulary: Vocabulary) -> Query | None:
    """`query` about what `content` names; None where the registry knows nothing of the sort."""
    words = content.words
    if not words:
        return query
    if sections := _sections(words, vocabulary, named=content.field):
        return replace(query, sections=sections)
    made = content.made or any(words[: len(paper)] == paper for paper in _PAPERS)
    if made and any(makes(task, words) for task in vocabulary.tasks):
        return replace(query, made=content.typed)
    if not _is_enough(words):
        return None
    if any(is_called(task, content.runs) for task in vocabulary.tasks):
        return replace(query, keywords=content.typed)
    return replace(query, made=content.typed) if any(makes(task, words) for task in vocabulary.tasks) else None


def makes(task: TaskWording, words: Sequence[str]) -> bool:
    """Whether one of the task's deliverables holds these words."""
    return any(follows(deliverable, words) for deliverable in task.makes)


def is_called(task: TaskWording, runs: Iterable[Sequence[str]]) -> bool:
    """Whether its title holds each of these runs of words."""
    return all(follows(task.title, telling(run)) for run in runs)


def is_report(words: Iterable[str]) -> bool:
    """Whether the periodic report is meant: “báo cáo”, “báo cáo kết quả CCHC”."""
    said = set(words)
    return {"bao", "cao"} <= said <= _REPORT


def _sections(words: Phrase, vocabulary: Vocabulary, *, named: bool) -> tuple[str, ...]:
    """A section by its whole name or a part that a comma makes, where it is named as one also by some words of it."""
    said = unopened(words) or words
    fits: list[Callable[[Phrase], bool]] = [
        lambda phrase: said == phrase or words == phrase,
        lambda phrase: len(said) >= _ENOUGH and phrase[-len(said) :] == said,
        lambda phrase: len(said) >= _ENOUGH and phrase[: len(said)] == said,
    ]
    if named:
        fits.append(lambda phrase: follows(phrase, said))
    for fit in fits:
        if found := tuple(dict.fromkeys(code for code, phrase in vocabulary.fields if fit(phrase))):
            return found
    return ()


def _is_enough(words: Phrase) -> bool:
    from handlers.questions.tables import tables

    return sum(map(str.isalpha, words)) >= _ENOUGH or words[0] in tables().abbreviations
