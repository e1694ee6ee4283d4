"""What readers saw on their way, as notes."""

from dataclasses import dataclass, field

from data.plans.formats.document import Note, NoteCode

_SHOWN = 20
"""Lines that a note names."""


@dataclass(slots=True)
class Seen:
    """Lines at which something was seen that a clerk should know of; a line counts as often as it was seen there."""

    merged: list[int] = field(default_factory=list)
    changes: list[int] = field(default_factory=list)
    fonts: list[int] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    formulas: list[int] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    aligned: list[int] = field(default_factory=list)
    untold: list[int] = field(default_factory=list)
    cut: list[int] = field(default_factory=list)

    def notes(self) -> tuple[Note, ...]:
        """Return a note for each kind of thing that was seen."""
        found = {
            NoteCode.MERGED_REPEATED: self.merged,
            NoteCode.TRACKED_CHANGES: self.changes,
            NoteCode.DECODED_FONT: self.fonts,
            NoteCode.HIDDEN_LEFT_OUT: self.hidden,
            NoteCode.FORMULA_WITHOUT_VALUE: self.formulas,
            NoteCode.PAGES_WITHOUT_TEXT: self.pictures,
            NoteCode.WITHOUT_LINES: self.aligned,
            NoteCode.COLUMNS_UNTOLD: self.untold,
            NoteCode.CUT_SHORT: self.cut,
        }
        return tuple(
            Note(code, len(lines), tuple(dict.fromkeys(lines))[:_SHOWN]) for code, lines in found.items() if lines
        )
