"""Sorts of agencies in words."""

from handlers.base.query import Sort
from handlers.locales import _


def sort_name(sort: Sort | None, within: str = "") -> str:
    """Return the words for a sort of agencies; `within` is the agency above them."""
    name = {
        None: _("toàn tỉnh"),
        Sort.ALL: _("toàn tỉnh"),
        Sort.DEPARTMENT: _("các sở, ban, ngành"),
        Sort.DISTRICT: _("các huyện, thành phố"),
        Sort.COMMUNE: _("các xã, phường, thị trấn"),
    }[sort]
    return _("{agencies} thuộc {within}", agencies=name, within=within) if within else name
