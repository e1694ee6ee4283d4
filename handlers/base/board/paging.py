"""Pages of lists and numbers of rows, as addresses name them."""

import re
from collections.abc import Mapping

from data.errors import BadAnswer

PAGE = "trang"
"""The name of the page of a list in an address, where it has but one."""
_NUMBER = re.compile(r"[1-9][0-9]{0,8}")
_PAGE = re.compile(r"[1-9][0-9]{0,4}")


def read_page(query: Mapping[str, str], name: str = PAGE) -> int:
    """Return the page of a list, counted from 0; its `name` in the address counts from 1. Raises BadAnswer."""
    told = query.get(name, "")
    if told and not _PAGE.fullmatch(told):
        raise BadAnswer("address", "address_unknown")
    return int(told) - 1 if told else 0


def read_number(text: str) -> int:
    """Return the number of a row in an address; 0 for "". Raises BadAnswer."""
    if text and not _NUMBER.fullmatch(text):
        raise BadAnswer("address", "address_unknown")
    return int(text or 0)
