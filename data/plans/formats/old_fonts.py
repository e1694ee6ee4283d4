"""Text in fonts from before Unicode, told by the font's name: .VnTime (TCVN3) and VNI-Times (VNI).

Where the font is not known, the text is judged by its content (`data.plans.cleaning.old_fonts`).
"""

from data.text import nfc

_LAST_OF_OLD = "\u0178"
"""Old fonts put their letters on those of the Windows code page 1252: all but a few signs are below this letter."""
_SIGNS = frozenset("–—‘’‚“”„†‡•…‰‹›€™ƒˆ˜ŒœŠšŽžŸ")


def encoding_of_font(font: str) -> str:
    """Return the encoding of a font by its name, "tcvn3" or "vni"; "" for every other font."""
    name = font.lower()
    if name.startswith(".vn"):
        return "tcvn3"
    return "vni" if name.startswith("vni-") else ""


def load_encodings() -> None:
    """Load the tables of old fonts, which are looked up at the first text in one: a confined reader cannot then."""
    from viparse.normalize import encodings, tables  # noqa: F401


def decode_font(text: str, font: str) -> str | None:
    """Return a text in an old font as Unicode; None for one that is not in such a font, or typed in Unicode in it."""
    encoding = encoding_of_font(font)
    if not encoding or text.isascii():
        return text.upper() if encoding and _is_of_capitals(font) and text.upper() != text else None
    if any(letter > _LAST_OF_OLD and letter not in _SIGNS for letter in text):
        return None
    from viparse.normalize.encodings import CHARMAPS
    from viparse.normalize.tables import convert

    decoded = nfc(convert(text, CHARMAPS[encoding]))
    return decoded.upper() if _is_of_capitals(font) else decoded


def _is_of_capitals(font: str) -> bool:
    """Tell if a font shows small letters as capitals: .VnTimeH."""
    return font.lower().startswith(".vn") and font.endswith("H")
