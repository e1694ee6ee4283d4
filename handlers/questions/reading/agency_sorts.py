"""Sorts of agencies in the words of a phrase: "các sở", "bao nhiêu xã", "huyện, thành phố nào", "ai"."""

from collections.abc import Collection, Sequence

from handlers.base.query import Sort

_COMMUNES = frozenset({"xa", "phuong", "tran"})
_DEPARTMENTS = frozenset({"so", "nganh", "ban"})
_ANY = frozenset({"don vi", "co quan", "dia phuong"})
_DOING = frozenset({"lam", "nop", "gui", "trinh", "hanh", "hien", "khai", "bao", "ra", "ky", "soan"})
_WHO = frozenset({"ai", "nao", "mo"})
_OWED = frozenset({"phai", "can", "se", "giao", "trach"})


def sort_named(words: Sequence[str]) -> Sort:
    """Return the sort of agencies that a phrase names, by its words without accents; ALL where it names none."""
    said, text = set(words), " ".join(words)
    if said & _COMMUNES:
        return Sort.COMMUNE
    if "huyen" in said or "thanh pho" in text:
        return Sort.DISTRICT
    if any(name in text for name in _ANY):
        return Sort.ALL
    return Sort.DEPARTMENT if said & _DEPARTMENTS else Sort.ALL


def names_doers(words: Collection[str]) -> bool:
    """Return whether "ai nộp", "sở nào làm" asks who did something, rather than who has to."""
    said = set(words)
    return bool(said & _WHO and said & _DOING) and not said & _OWED
