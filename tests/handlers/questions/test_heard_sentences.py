"""How well sentences are understood that came from people who had not seen the grammar.

What is learned from is known; only a half that nobody has looked at tells how well the next sentence is understood.
"""

from collections import Counter
from collections.abc import Iterator

import pytest

from data.store import Store
from tests.handlers.questions.asking import Asking
from tests.handlers.questions.corpus.heard import rows

UNDERSTOOD = {
    "second-writing": {"plain": 0.99, "no-accents": 0.99, "typo": 0.98},
    "second-judged": {"plain": 0.97, "no-accents": 0.98, "typo": 0.96},
    "third-writing": {"plain": 0.96, "no-accents": 0.98, "typo": 0.99},
    "third-judged": {"plain": 0.96, "no-accents": 0.96, "typo": 0.95},
    "fourth-writing": {"plain": 0.99, "no-accents": 0.99, "typo": 0.98},
    "fourth-judged": {"plain": 0.96, "no-accents": 0.97, "typo": 0.96},
    "fifth-writing": {"plain": 0.99, "no-accents": 0.99, "typo": 0.99},
    "fifth-judged": {"plain": 0.99, "no-accents": 0.99, "typo": 0.98},
    "sixth-writing": {"plain": 0.99, "no-accents": 0.98, "typo": 0.98},
    "sixth-judged": {"plain": 0.98, "no-accents": 0.97, "typo": 0.97},
    "seventh-writing": {"plain": 0.97, "no-accents": 0.98, "typo": 0.98},
    "seventh-judged": {"plain": 0.96, "no-accents": 0.97, "typo": 0.98},
    "eighth-judged": {"plain": 0.97, "no-accents": 0.99, "typo": 0.99},
    "ninth-judged": {"plain": 0.98, "no-accents": 0.98, "typo": 0.98},
    "tenth-judged": {"plain": 0.98, "no-accents": 0.98, "typo": 0.98},
    "eleventh-judged": {"plain": 0.985, "no-accents": 0.98, "typo": 0.97},
    "twelfth-judged": {"plain": 0.95, "no-accents": 0.97, "typo": 0.96},
}
"""The shares of each half that are understood; they may only rise. Of a half that nobody has looked at, 0.97 and 0.92
are wanted. Nobody has read the twelfth judged yet: 0.955, 0.980 and 0.970, with no act; it is read only when there is
a thirteenth. Of the eleventh judged, before anybody had read it, 0.965, 0.930 and 0.920, with no act (two of its
judgements were widened then: “hoàn tác giúp em” is `undo` as well, “bao nhiêu việc đang quá hạn” `count`); of the
tenth judged 0.930, 0.930 and 0.950, with a wish for a holiday taken
for an absence; of the ninth judged 0.950, 0.970 and 0.960, with no act (what these two miss was read then; three of
their judgements were widened, each by an intent that answers the question as well); of the eighth judged, before
anybody had read it, 0.915, 0.967 and 1.000, with two harmless sentences
taken for acts; of the seventh judged, before anybody had read it, 0.864, 0.922 and 0.900, with three questions and
intentions taken for acts; of the seventh writing 0.833, 0.871 and 0.980, with two acts called off or wished for; of
the sixth judged 0.961, 0.966 and 0.972, with one condition taken for an act (what these miss was read then, and is
not learned from); of the fifth 0.943, 0.957 and 0.949; of the fourth 0.943, 0.928 and 0.875."""
pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)


@pytest.fixture
def asking_of_the_plan(library: Store) -> Iterator[Asking]:
    """A registry with plan 175, of which nothing is reported yet."""
    with library.read() as session:
        yield Asking(session)


@pytest.mark.parametrize("half", list(UNDERSTOOD))
def test_so_many_sentences_are_understood_and_no_question_is_taken_for_an_act(
    asking_of_the_plan: Asking, half: str
) -> None:
    right, asked = Counter[str](), Counter[str]()
    for row in rows(half):
        answer = asking_of_the_plan.ask(row.person, row.today, row.sentence)
        assert not (row.harmless and answer["needs_confirmation"]), f"{row.kind}: taken for an act"
        asked[row.slip] += 1
        right[row.slip] += not row.faults(answer)
    shares = {slip: right[slip] / asked[slip] for slip in asked}
    print(half, {slip: f"{right[slip]}/{asked[slip]}" for slip in asked})
    assert all(shares[slip] >= least for slip, least in UNDERSTOOD[half].items()), shares


@pytest.mark.usefixtures("databases")
def test_the_halves_share_none_but_the_shortest_sentences() -> None:
    halves = [{row.sentence.casefold() for row in rows(half)} for half in UNDERSTOOD]
    assert sum(map(len, halves)) >= 900
    written = sum(map(len, halves))
    assert len({sentence for half in halves for sentence in half}) >= 0.99 * written  # “15/6”, “sao rồi”, “duyệt”
