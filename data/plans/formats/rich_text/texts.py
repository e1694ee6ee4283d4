"""The letters of an RTF file: code pages and Unicode, fonts, what is hidden or deleted, group by group."""

from dataclasses import dataclass, replace

from data.plans.formats.old_fonts import decode_font
from data.plans.formats.rich_text.words import CODE_PAGES, KNOWN_CODE_PAGES

_WESTERN = "cp1252"


@dataclass(frozen=True, slots=True)
class State:
    """What holds within a group. `left_out` tells that nothing of it is shown, `uncounted` how many stand-ins follow
    a letter of Unicode."""

    destination: str = ""
    left_out: bool = False
    font: int | None = None
    hidden: bool = False
    deleted: bool = False
    uncounted: int = 1


@dataclass(slots=True)
class Font:
    """A font of the file: its name and code page."""

    name: str = ""
    code_page: str = ""


class Fonts:
    """The fonts of a file, by their numbers."""

    def __init__(self) -> None:
        self.default: int | None = None
        self.file_code_page = _WESTERN
        self._fonts: dict[int | None, Font] = {}
        self._named: Font | None = None

    def read_word(self, word: str, number: int | None) -> None:
        """Read a control word within the table of fonts."""
        if word == "f":
            self._named = self._fonts.setdefault(number, Font())
        elif word == "fcharset" and self._named:
            self._named.code_page = CODE_PAGES.get(number or 0, "")

    def read_name(self, text: str) -> None:
        """Read a piece of a font's name, which ends with a semicolon."""
        if self._named:
            name, end, _ = text.partition(";")
            self._named.name += name.strip()
            if end:
                self._named = None

    def set_code_page(self, number: int | None) -> None:
        """Set the code page of the file."""
        self.file_code_page = KNOWN_CODE_PAGES.get(number or 0, _WESTERN)

    def name_of(self, state: State) -> str:
        """Return the name of the font that holds in a state."""
        return self._of(state).name

    def code_page_of(self, state: State) -> str:
        """Return the code page that holds in a state."""
        return self._of(state).code_page or self.file_code_page

    def _of(self, state: State) -> Font:
        return self._fonts.get(self.default if state.font is None else state.font) or Font()


class Letters:
    """Text that is being read, stretch by stretch of one font, since an old font is decoded as a whole."""

    def __init__(self, fonts: Fonts) -> None:
        self._fonts = fonts
        self._stretches: list[tuple[str, str]] = []
        self._bytes = b""
        self._byte_state = State()

    @property
    def has_any(self) -> bool:
        """Tell if there is text."""
        return bool(self._bytes or self._stretches)

    def add_bytes(self, content: bytes, state: State) -> None:
        """Add text as bytes of a code page."""
        if self._bytes and state is not self._byte_state and self._key(state) != self._key(self._byte_state):
            self._end_bytes()
        self._bytes += content
        self._byte_state = state

    def add(self, text: str, state: State) -> None:
        """Add text of Unicode."""
        self._end_bytes()
        self._stretches.append((text, self._fonts.name_of(state)))

    def take(self) -> tuple[str, bool]:
        """Return all text so far, and whether some of it was decoded from an old font; begin anew."""
        self._end_bytes()
        whole: list[list[str]] = []
        for text, font in self._stretches:
            if whole and whole[-1][1] == font:
                whole[-1][0] += text
            else:
                whole.append([text, font])
        self._stretches = []
        shown, was_old = "", False
        for text, font in whole:
            decoded = decode_font(text, font)
            was_old = was_old or decoded is not None
            shown += text if decoded is None else decoded
        return _join_halves(shown), was_old

    def _end_bytes(self) -> None:
        if self._bytes:
            text = self._bytes.decode(self._fonts.code_page_of(self._byte_state), "replace")
            self._stretches.append((text, self._fonts.name_of(self._byte_state)))
            self._bytes = b""

    def _key(self, state: State) -> tuple[str, str]:
        return self._fonts.name_of(state), self._fonts.code_page_of(state)


def with_word(state: State, word: str, number: int | None) -> State:
    """Return the state after a control word about letters."""
    is_on = number != 0
    match word:
        case "f":
            return replace(state, font=number)
        case "v":
            return replace(state, hidden=is_on)
        case "deleted":
            return replace(state, deleted=is_on)
        case "plain":
            return replace(state, font=None, hidden=False, deleted=False)
        case "uc":
            return replace(state, uncounted=max(number or 0, 0))
    return state


def _join_halves(text: str) -> str:
    """Join halves of letters beyond 0xFFFF, each written as a letter of its own."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
