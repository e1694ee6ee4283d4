"""Sentences that nobody would type, and some that almost would: always the same ones."""

import random
from collections.abc import Callable, Iterator

from tests.handlers.questions.corpus.cases import cases
from tests.handlers.questions.corpus.variants import decomposed, mistyped, without_accents

_SENTENCES = tuple(case.sentence for part in ("writing", "judging") for case in cases(part))
_WORDS = tuple(sorted({word for sentence in _SENTENCES for word in sentence.split()}))
_NUMBERS = ("0", "13", "99", "31/2", "0/0", "31/12/9999", "1/1/0001", "IIII.0", "IV.", ".3", "TC.99z", "quý 0", "-7")
_ODD = (*"?…“🔴ﬁⅣ²٣ㅤ%\\'", "", " ", "!!!", "\u200b", "\u0301", "\ufeff", "\u202e")
_LETTERS = 2000
"""The longest message that is read at all."""

FIRST = ("còn nợ gì", "nhiệm vuj quá hạnn", "tình hình chung thế nào", "sau Tết phải làm gì")
"""Sentences that load what a process loads once; `benchmarks/answers/sentences.py` counts that as its start."""

Maker = Callable[[random.Random], str]


def sentences(count: int, seed: int = 5) -> Iterator[str]:
    """`count` sentences of every sort."""
    chance = random.Random(seed)
    for _ in range(count):
        yield chance.choices(_MAKERS, _WEIGHTS)[0](chance)


def _salad(chance: random.Random) -> str:
    return " ".join(chance.choices((*_WORDS, *_NUMBERS), k=chance.randint(1, 14)))


def _damaged(chance: random.Random) -> str:
    sentence = chance.choice(_SENTENCES)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(sentence) + 1)
        sentence = sentence[:at] + chance.choice((*_ODD, *_NUMBERS)) + sentence[at + chance.randint(0, 3) :]
    return sentence


def _retyped(chance: random.Random) -> str:
    return chance.choice((without_accents, decomposed, mistyped, str.upper))(chance.choice(_SENTENCES))


def _letters(chance: random.Random) -> str:
    return "".join(chr(chance.randrange(32, 0xD800)) for _ in range(chance.randint(1, 60)))


def _spliced(chance: random.Random) -> str:
    first, second = chance.sample(_SENTENCES, 2)
    return f"{first[: chance.randrange(len(first))]} {second[chance.randrange(len(second)) :]}"


def _long(chance: random.Random) -> str:
    return " ".join(chance.choices((*_WORDS, *_ODD), k=500))[:_LETTERS]


def _one_word(chance: random.Random) -> str:
    return (chance.choice((*_WORDS, *_NUMBERS)) * _LETTERS)[:_LETTERS]


_MAKERS: tuple[Maker, ...] = (_salad, _damaged, _retyped, _letters, _spliced, _long, _one_word)
_WEIGHTS = (30, 30, 15, 10, 14, 0.5, 0.5)
