"""Pairs of tasks of an older and a newer plan that ask for the same, proposed for a person to confirm."""

from collections.abc import Sequence

from data.registry.plans.plan_closing import OpenTask

_SAME_TITLE = 88.0  # rapidfuzz's score of 100: years and a word or two may differ
_SAME_CODE = 70.0
"""With the same code, less alike is enough."""


def pair_tasks(old: Sequence[OpenTask], new: Sequence[OpenTask]) -> dict[int, int]:
    """Return the ids of old tasks with those of the new ones that take their place, each new one at most once.

    The best match comes first; a task that is like no other stays without one.
    """
    scored = [
        (score, -place, one.id, other.id)
        for place, one in enumerate(old)
        for other in new
        if (score := _likeness(one, other)) > 0
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _score, _place, one_id, other_id in sorted(scored, reverse=True):
        if one_id not in pairs and other_id not in taken:
            pairs[one_id] = other_id
            taken.add(other_id)
    return {one.id: pairs[one.id] for one in old if one.id in pairs}


def _likeness(one: OpenTask, other: OpenTask) -> float:
    """Return how alike two tasks are, 0 for not enough."""
    from rapidfuzz import fuzz  # late: 4 MB, for the few days on which a plan takes over from another

    same_code = one.code == other.code
    score = fuzz.token_sort_ratio(_without_years(one.folded_title), _without_years(other.folded_title))
    if score < (_SAME_CODE if same_code else _SAME_TITLE):
        return 0
    return score + (10 if same_code else 0)


def _without_years(folded: str) -> str:
    return " ".join(word for word in folded.split() if not (word[:2] == "20" and word[:4].isdigit()))
