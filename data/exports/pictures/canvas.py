"""A canvas with Vietnamese text."""

from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from data.exports.pictures.paints import INK, PAPER, Paint, Pattern

WIDTH = 1080
MARGIN = 40
BIG, TEXT, SMALL = 44, 34, 31

_FONTS = Path(__file__).parent / "fonts"
_HATCH, _STROKE = 18, 5


Box = tuple[int, int, int, int]
"""Left, top, right and bottom in pixels; right and bottom are outside."""


class Canvas:
    """An image in the making, `WIDTH` pixels wide."""

    def __init__(self, height: int) -> None:
        self._image = Image.new("RGB", (WIDTH, height), PAPER)
        self._pen = ImageDraw.Draw(self._image)

    def write(
        self,
        at: tuple[float, float],
        words: str,
        size: int = TEXT,
        *,
        bold: bool = False,
        anchor: str = "ls",
        ink: str = INK,
    ) -> None:
        """Write `words` at `at`; `anchor` is Pillow's (ls: from the left on the base line, rs: up to it)."""
        draw_text(self._pen, at, words, size, bold=bold, anchor=anchor, ink=ink)

    def fill(self, box: Box, paint: Paint) -> None:
        """Fill a rectangle with a paint."""
        if box[2] <= box[0] or box[3] <= box[1]:
            return
        self._pen.rectangle((box[0], box[1], box[2] - 1, box[3] - 1), fill=paint.colour)
        if paint.pattern is not Pattern.PLAIN:
            self._image.paste(paint.over, box, _hatching(box[2] - box[0], box[3] - box[1], paint.pattern))

    def label(self, box: Box, words: str, size: int = SMALL) -> None:
        """Write on white in the middle of a rectangle; nothing if there is no room."""
        width = text_width(words, size, bold=True)
        if width + size // 2 > box[2] - box[0]:
            return
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        ground = (x - width / 2 - 7, y - size / 2 - 3, x + width / 2 + 7, y + size / 2 + 3)
        self._pen.rounded_rectangle(ground, radius=9, fill=PAPER)
        self.write((x, y), words, size, bold=True, anchor="mm")

    def line(self, points: list[tuple[float, float]], ink: str, width: int) -> None:
        """Draw a line through `points`."""
        self._pen.line(points, fill=ink, width=width)

    def png(self) -> bytes:
        """Return the image as a PNG file."""
        written = BytesIO()
        self._image.quantize(64, Image.Quantize.FASTOCTREE).save(written, "PNG")
        return written.getvalue()


def draw_text(
    pen: ImageDraw.ImageDraw,
    at: tuple[float, float],
    words: str,
    size: int,
    *,
    bold: bool = False,
    anchor: str = "ls",
    ink: str = INK,
) -> None:
    """Write `words` at `at` with any pen; as `Canvas.write`."""
    pen.text(at, words, fill=ink, font=_font(size, bold=bold), anchor=anchor)


def text_width(words: str, size: int = TEXT, *, bold: bool = False) -> float:
    """Return the width of `words` in pixels."""
    return _font(size, bold=bold).getlength(words)


def fit_text(words: str, room: float, size: int = TEXT, *, bold: bool = False) -> str:
    """Return `words`, shortened after a word to at most `room` pixels."""
    if text_width(words, size, bold=bold) <= room:
        return words
    parts = words.split(" ")
    while len(parts) > 1 and text_width(" ".join(parts) + "…", size, bold=bold) > room:
        parts.pop()
    return " ".join(parts) + "…"


@cache
def _font(size: int, *, bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_FONTS / ("Roboto-Bold.ttf" if bold else "Roboto-Regular.ttf"), size)


def _hatching(width: int, height: int, pattern: Pattern) -> Image.Image:
    """Return the mask of a pattern: where its darker colour is painted."""
    mask = Image.new("L", (width, height), 0)
    pen = ImageDraw.Draw(mask)
    match pattern:
        case Pattern.SLANTED | Pattern.FALLING:
            left, right = (height, 0) if pattern is Pattern.SLANTED else (0, height)
            for x in range(-height, width, _HATCH):
                pen.line([(x, left), (x + height, right)], fill=255, width=_STROKE)
        case Pattern.UPRIGHT:
            for x in range(_HATCH // 2, width, _HATCH):
                pen.line([(x, 0), (x, height)], fill=255, width=_STROKE)
        case Pattern.LEVEL:
            for y in range(_HATCH // 2, height, _HATCH):
                pen.line([(0, y), (width, y)], fill=255, width=_STROKE)
        case Pattern.DOTTED:
            for y in range(_HATCH // 2, height, _HATCH):
                for x in range(_HATCH // 2, width, _HATCH):
                    pen.ellipse((x - 3, y - 3, x + 3, y + 3), fill=255)
    return mask
