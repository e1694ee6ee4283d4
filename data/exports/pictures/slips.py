"""Slips to print and cut: one for each person who is invited, eight on a page of A4."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw

from data.exports.pictures.canvas import draw_text, fit_text, text_width
from data.exports.pictures.paints import GREY, PAPER, RULE

DPI = 200
WIDTH, HEIGHT = round(210 / 25.4 * DPI), round(297 / 25.4 * DPI)
COLUMNS, ROWS = 2, 4
_MARGIN, _GAP = 36, 10
_BIG, _TEXT, _SMALL, _CODE = 36, 27, 24, 46
_LINE = 34
_QR_ROOM = 220
_CODES = 2
"""Most codes to scan on a slip."""


@dataclass(frozen=True, slots=True)
class Slip:
    """The content of a slip. `scanned` are the addresses with their captions."""

    name: str
    lines: Sequence[str]
    code: str
    scanned: Sequence[tuple[str, str]]


def draw_slips(slips: Sequence[Slip], title: str) -> bytes:
    """Return a PDF file with the slips, each under `title`, with lines to cut along."""
    each = COLUMNS * ROWS
    pages = [_draw_page(slips[at : at + each], title) for at in range(0, len(slips), each)]
    written = BytesIO()
    pages[0].save(written, "PDF", save_all=True, append_images=pages[1:], resolution=DPI, quality=90, title=title)
    return written.getvalue()


def _draw_page(slips: Sequence[Slip], title: str) -> Image.Image:
    page = Image.new("L", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(page)
    width, height = WIDTH // COLUMNS, HEIGHT // ROWS
    for column in range(1, COLUMNS):
        pen.line([(column * width, 0), (column * width, HEIGHT)], fill=RULE, width=2)
    for row in range(1, ROWS):
        pen.line([(0, row * height), (WIDTH, row * height)], fill=RULE, width=2)
    for at, slip in enumerate(slips):
        _draw_slip(page, pen, (at % COLUMNS * width, at // COLUMNS * height), slip, title)
    return page


def _draw_slip(page: Image.Image, pen: ImageDraw.ImageDraw, at: tuple[int, int], slip: Slip, title: str) -> None:
    """Draw a slip with its corner `at`: words on the left, what is scanned on the right."""
    left, top = at[0] + _MARGIN, at[1] + _MARGIN
    room = WIDTH // COLUMNS - 2 * _MARGIN - (_QR_ROOM + _MARGIN if slip.scanned else 0)
    y = top + _SMALL
    draw_text(pen, (left, y), fit_text(title, room, _SMALL), _SMALL, ink=GREY)
    y += _GAP
    for part in _wrap(slip.name, room, _BIG, bold=True):
        y += _BIG + _GAP
        draw_text(pen, (left, y), part, _BIG, bold=True)
    y += _CODE + _GAP
    draw_text(pen, (left, y), slip.code, _CODE, bold=True)
    y += _GAP
    for line in slip.lines:
        for part in _wrap(line, room, _TEXT):
            y += _LINE
            draw_text(pen, (left, y), part, _TEXT)
        y += _GAP
    right = at[0] + WIDTH // COLUMNS - _MARGIN - _QR_ROOM
    for place, (caption, address) in enumerate(slip.scanned[:_CODES]):
        upper = top + place * (_QR_ROOM + _SMALL + _GAP)
        page.paste(_scan(address), (right, upper))
        draw_text(pen, (right + _QR_ROOM / 2, upper + _QR_ROOM + _SMALL // 2), caption, _SMALL, anchor="ms")


def _scan(address: str) -> Image.Image:
    """Return a QR code, as large as there is room for in whole pixels a square."""
    import segno

    squares = segno.make_qr(address, error="m").matrix
    scale = max(1, _QR_ROOM // len(squares))
    drawn = Image.new("L", (len(squares), len(squares)))
    drawn.putdata([0 if dark else 255 for row in squares for dark in row])
    return drawn.resize((len(squares) * scale,) * 2, Image.Resampling.NEAREST)


def _wrap(words: str, room: float, size: int, *, bold: bool = False) -> list[str]:
    """Return `words` in lines of at most `room` pixels; a word that is longer is broken."""

    def fits(line: str) -> bool:
        return text_width(line, size, bold=bold) <= room

    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if fits(longer):
            lines[-1] = longer
            continue
        rest = word
        while not fits(rest):
            kept = next(end for end in range(len(rest), 0, -1) if fits(rest[:end]) or end == 1)
            lines.append(rest[:kept])
            rest = rest[kept:]
        lines.append(rest)
    return [line for line in lines if line]
