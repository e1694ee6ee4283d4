"""The task that words name best, in any order and with others between: rare words weigh more than common ones."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import log

from handlers.questions.lexicon.vocabulary import Phrase, TaskWording, Vocabulary, significant_words

_MIN_SCORE = 4.0
_MIN_WORDS = 2
_NEAR = 0.93
"""A task that scores this share of the best one may be meant as well."""
_OF_DELIVERABLE, _MISSING, _MOST_MISSING, _IN_BODY = 0.5, 0.12, 0.3, 1.15
_AT_MOST = 3
_KINDS_OF_PAPER = frozenset(
    {
        "de",
        "an",
        "ke",
        "hoach",
        "bao",
        "cao",
        "quyet",
        "dinh",
        "nghi",
        "to",
        "trinh",
        "cong",
        "van",
        "quy",
        "ky",
    }
)
"""Words that name no task by themselves."""
_MAKING = frozenset({"xay", "dung", "hanh", "trinh", "tham", "muu", "to", "chuc", "trien", "khai", "thuc", "hien"})
"""Words of making a thing, which are left out when it is named."""


_Entry = tuple[TaskWording, frozenset[Phrase], frozenset[Phrase], float]
"""A task with the words and pairs of its title, of its deliverables, and how much those of the title tell."""


@dataclass(frozen=True, slots=True)
class _Index:
    """Weights of the words and pairs of words of the plan by how much they tell, and which of them every task has."""

    weights: dict[Phrase, float]
    tasks: tuple[_Entry, ...]


def name_tasks(
    words: Sequence[str], vocabulary: Vocabulary, among: Collection[str] | None = None
) -> tuple[TaskWording, ...]:
    """Return the tasks that `words`, without accents, name, of those with the codes `among` if given; several that
    cannot be told apart, none if no task is meant.
    """
    said = significant_words(words)
    index = _build_index(vocabulary)
    terms = {term for term in _terms(said) if term in index.weights}
    scored = sorted(
        (
            (_score(terms, entry, index), at)
            for at, entry in enumerate(index.tasks)
            if among is None or entry[0].key[1] in among
        ),
        reverse=True,
    )
    if not scored or scored[0][0] < _MIN_SCORE:
        return ()
    best = terms & _all_terms(index.tasks[scored[0][1]])
    near = [
        index.tasks[at][0]
        for score, at in scored
        if score >= _NEAR * scored[0][0] and not terms & _all_terms(index.tasks[at]) < best
    ]
    near = _without_longer(near, {word for term in terms if len(term) == 1 for word in term})
    return tuple(near) if len(near) <= _AT_MOST else ()


def _without_longer(tasks: list[TaskWording], said: set[str]) -> list[TaskWording]:
    """Return tasks without those whose title says what another does and more: of “kế hoạch thi hành pháp luật” and
    “kế hoạch kiểm tra thi hành pháp luật” the first, where nothing was said of “kiểm tra”.
    """
    missing = {task.key: set(task.title) - said - _MAKING for task in tasks}
    named = {task.key: set(task.title) & said for task in tasks}
    return [
        task
        for task in tasks
        if not any(
            missing[other.key] < missing[task.key] and named[other.key] - _MAKING == named[task.key] - _MAKING
            for other in tasks
        )
    ]


def _score(terms: set[Phrase], entry: _Entry, index: _Index) -> float:
    task, title, made, whole = entry
    named, beside = terms & title, (terms & made) - title
    together = any(len(term) > 1 for term in named | beside)
    words = {term[0] for term in named | beside if len(term) == 1}
    if not together or len(words) < _MIN_WORDS or words <= _KINDS_OF_PAPER:
        return 0.0
    weight = sum(index.weights[term] for term in named)
    found = weight + _OF_DELIVERABLE * sum(index.weights[term] for term in beside)
    missing = min(_MISSING * (whole - weight), _MOST_MISSING * found)
    return (found - missing) * (_IN_BODY if task.section is None else 1.0)


def _all_terms(entry: _Entry) -> frozenset[Phrase]:
    return entry[1] | entry[2]


def _terms(words: Iterable[str]) -> set[Phrase]:
    said = tuple(words)
    return {(word,) for word in said} | set(pairwise(said))


@lru_cache(maxsize=4)
def _build_index(vocabulary: Vocabulary) -> _Index:
    titles = [frozenset(_terms(task.title)) for task in vocabulary.tasks]
    made = [frozenset(term for words in task.makes for term in _terms(words)) for task in vocabulary.tasks]
    counts = Counter(term for one, other in zip(titles, made, strict=True) for term in one | other)
    weights = {term: log((len(titles) + 1) / count) for term, count in counts.items()}
    entries = tuple(
        (task, title, deliverable, sum(weights[term] for term in title))
        for task, title, deliverable in zip(vocabulary.tasks, titles, made, strict=True)
    )
    return _Index(weights, entries)
