"""QR codes: drawn by segno, which needs nothing besides Python."""

from io import BytesIO

_SCALE, _BORDER = 12, 4
"""Pixels of a square, and squares of white around (ISO/IEC 18004 asks for four)."""


def draw_qr(words: str) -> bytes:
    """Return a QR code as a PNG file; a quarter of its squares may be dirty or torn."""
    import segno

    written = BytesIO()
    segno.make_qr(words, error="q").save(written, kind="png", scale=_SCALE, border=_BORDER)
    return written.getvalue()
