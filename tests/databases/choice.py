"""A choice of tests that together make every statement that all of them make."""

from collections import defaultdict
from collections.abc import Mapping, Set

Made = Mapping[str, Mapping[str, int]]
"""By tests: their statements, and how often they make each."""


def choose_left_out(made: Made, shown: Set[str]) -> set[str]:
    """Return the tests that can be left out: what they make is made by the others, among which are all that `shown`
    names. Of each file one is kept.
    """
    kept = set(shown)
    wanted = {words for statements in made.values() for words in statements}
    wanted -= {words for test in shown for words in made.get(test, ())}
    cost = {test: sum(statements.values()) for test, statements in made.items()}
    while wanted:
        best = max(made, key=lambda test: (len(made[test].keys() & wanted) / cost[test], test))
        kept.add(best)
        wanted -= made[best].keys()
    files = defaultdict(list)
    for test in made:
        files[file_of(test)].append(test)
    kept |= {min(tests, key=lambda test: (cost[test], test)) for tests in files.values() if not kept & set(tests)}
    return made.keys() - kept


def file_of(test: str) -> str:
    """Return the file of a test."""
    return test.partition("::")[0]
