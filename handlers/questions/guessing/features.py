"""Features of a sentence by which its intent is guessed: words, pairs of words, phrases, what it names."""

from collections.abc import Iterator
from itertools import pairwise

from handlers.questions.guessing.slots import Slots

_SHORT, _STEP = 12, 3


def read_features(slots: Slots, *, asked: bool) -> set[str]:
    """Return the features of a sentence; `asked`: it has a question mark."""
    return set(_features(slots, asked=asked))


def _features(slots: Slots, *, asked: bool) -> Iterator[str]:
    tokens, extracted = slots.tokens, slots.extracted
    yield "*"
    if asked:
        yield "?"
    yield from tokens
    for one, other in pairwise(("^", *tokens, "$")):
        yield f"{one} {other}"
    for word in slots.words:
        if word.accented:
            yield f"={word.typed.casefold()}"
    for name in extracted.phrases:
        yield f"p:{name}"
    yield f"c:{extracted.courtesy}"
    if len(extracted.named) > 1:
        yield "n:agencies"
    if len(slots.times) > 1:
        yield "n:times"
    if len(slots.codes) > 1:
        yield "n:codes"
    if extracted.asked_of.sort:
        yield f"s:{extracted.asked_of.sort}"
    yield f"e:{extracted.ending}"
    yield f"l:{min(len(tokens), _SHORT) // _STEP}"
