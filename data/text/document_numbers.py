"""The number of a document, "18/KH-UBND": its pattern, the kinds of document named before it, its stored form.

The patterns are for folded text. The number that an office gives is `SERIAL`; the letters behind its sign are the
symbol of kind and issuer.
"""

import re

SERIAL = r"\d+[a-z]?"

_COMMON_KINDS = "van ban|cong van|ke hoach|quyet dinh|thong bao|nghi quyet|chi thi"
PRODUCT_KINDS = f"{_COMMON_KINDS}|bao cao|to trinh"
"""Kinds of document that an agency makes when it finishes a duty."""
DIRECTIVE_KINDS = f"{_COMMON_KINDS}|huong dan|thong tu|nghi dinh"
"""Kinds of document by which somebody else sets a deadline."""

_AROUND_SIGNS = re.compile(r"(?<![\s/-])\s+(?=[/-])|(?<=[/-])\s+")


def document_number(blank: str = "") -> str:
    """Return the pattern of a serial, a sign and a symbol, with `blank` around the sign."""
    return rf"{SERIAL}{blank}[/-]{blank}[^\s,;]+"


def join_number(written: str) -> str:
    """Return the number as it is stored: no blanks around its signs, a slash for every other blank."""
    return _AROUND_SIGNS.sub("", written).replace(" ", "/")
