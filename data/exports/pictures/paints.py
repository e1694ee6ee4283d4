"""The colours of charts, and patterns by which they can be told apart without colour."""

from dataclasses import dataclass
from enum import Enum

INK, GREY, RULE, PAPER = "#1a1a1a", "#595959", "#d9d9d9", "#ffffff"


class Pattern(Enum):
    """Patterns over a colour; no two paints of a chart share both."""

    PLAIN = "plain"
    SLANTED = "slanted"
    FALLING = "falling"
    UPRIGHT = "upright"
    LEVEL = "level"
    DOTTED = "dotted"


@dataclass(frozen=True, slots=True)
class Paint:
    """A colour of the Okabe-Ito palette, safe for the colour-blind, with a pattern in a darker colour."""

    colour: str
    pattern: Pattern = Pattern.PLAIN
    over: str = INK


PAINTS_OF_BARS = (
    Paint("#009e73"),
    Paint("#f0e442", Pattern.LEVEL, "#8a7f00"),
    Paint("#56b4e9", Pattern.DOTTED, "#1f6f9f"),
    Paint("#d55e00", Pattern.SLANTED, "#7a3600"),
    Paint("#cccccc", Pattern.UPRIGHT, "#9a9a9a"),
    Paint("#cc79a7", Pattern.FALLING, "#8a3f66"),
)
"""In the order of `bars.Bar.counts`."""

PLANNED, DONE, DONE_EDGE, TODAY = "#0072b2", Paint("#8fd3bd"), "#00664b", "#b34e00"
"""The colours of the burn-up chart: what was planned, what is done, its edge, and today."""
