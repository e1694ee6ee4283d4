"""Formats of the cells of a workbook: type, borders, forms of numbers and dates, colours of what is marked."""

from enum import Enum
from typing import Any

_FONT, _SIZE, _TITLE_SIZE = "Times New Roman", 10, 13


class Colour(Enum):
    """Colours of a cell's ground, light enough to be read in black and white."""

    RED = "#F8CBAD"
    YELLOW = "#FFF2CC"
    GREEN = "#E2EFDA"


class Formats:
    """The formats of a workbook; each is made once."""

    def __init__(self, book: Any) -> None:
        font = {"font_name": _FONT, "font_size": _SIZE}
        body = {**font, "valign": "top", "text_wrap": True, "border": 1, "border_color": "#BFBFBF"}
        number = {**body, "align": "center"}
        self.title = book.add_format({**font, "bold": True, "font_size": _TITLE_SIZE})
        self.line = book.add_format({**font, "italic": True})
        self.shown = book.add_format({**font, "bold": True})
        self.sum = book.add_format({**font, "bold": True, "align": "center"})
        self.heading = book.add_format({**number, "bold": True, "bg_color": "#D9E2F3", "valign": "vcenter"})
        self.text = book.add_format(body)
        self.guarded = book.add_format({**body, "quote_prefix": True})
        self.number = book.add_format(number)
        self.share = book.add_format({**number, "num_format": "0%"})
        self.bold = book.add_format({**body, "bold": True})
        self.bold_number = book.add_format({**number, "bold": True})
        self.bold_share = book.add_format({**number, "bold": True, "num_format": "0%"})
        self.day = book.add_format({**number, "num_format": "dd/mm/yyyy"})
        self.moment = book.add_format({**number, "num_format": "dd/mm/yyyy hh:mm"})
        self.marked = {
            colour: book.add_format({**body, "bg_color": colour.value, "align": "center"}) for colour in Colour
        }
