"""Put together what the names in a cell mean: agencies, whole groups, words that a person has to explain."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Resolution:
    """The agencies that a cell names.

    `codes` in the order of the words, every member for a group; `unknown` are words that are no known agency
    or more than one; `groups` are the codes of the groups named. `unnamed` are those of `unknown` that stand for
    agencies which the plan does not name, "các sở có liên quan": a person is asked who.
    """

    codes: tuple[str, ...]
    unknown: tuple[str, ...]
    groups: tuple[str, ...]
    unnamed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """What one name in a cell means: `codes`, all members where it names `groups`; `unknown` are words of neither."""

    codes: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    unknown: str = ""
    is_unnamed: bool = False

    @property
    def is_several(self) -> bool:
        """Tell if it stands for more than one agency, so that one of them may be excepted."""
        return bool(self.groups) or len(self.codes) > 1


def resolution(named: Iterable[Named]) -> Resolution:
    """Return what several names mean together, nobody twice."""
    every = tuple(named)
    return Resolution(
        tuple(dict.fromkeys(code for one in every for code in one.codes)),
        tuple(one.unknown for one in every if one.unknown),
        tuple(dict.fromkeys(group for one in every for group in one.groups)),
        tuple(one.unknown for one in every if one.is_unnamed),
    )


def without_excepted(
    found: Sequence[Named], bracketed: Iterable[Sequence[Named]], following: Iterable[Sequence[Named]]
) -> list[Named]:
    """Return what names mean beside exceptions: those that brackets end, and those that nothing ends.

    Who is excepted is left out of groups; whoever is named by himself as well stays. Of one agency there are no
    exceptions: they tell a part of its work. What is not known in an exception is to be explained.
    """
    of_groups = {code for one in found if one.is_several for code in one.codes}
    if not of_groups:
        return list(found)
    without = [one for names in bracketed for one in names]
    anew: list[Named] = []
    for names in following:
        end = _end_of_exception(names, of_groups)
        without += names[:end]
        anew += names[end:]
    codes = {code for one in without for code in one.codes}
    kept = (
        replace(one, codes=tuple(code for code in one.codes if code not in codes)) if one.is_several else one
        for one in found
    )
    return [*kept, *anew, *(replace(one, codes=(), groups=()) for one in without if one.unknown)]


def _end_of_exception(named: Sequence[Named], of_groups: Set[str]) -> int:
    """Return the place of the first name that begins anew behind an exception.

    The first name is excepted, and whoever else is of the groups; a group, and who is of none of them, begins anew.
    """
    for place, one in enumerate(named):
        if place and (one.is_several or any(code not in of_groups for code in one.codes)):
            return place
    return len(named)
