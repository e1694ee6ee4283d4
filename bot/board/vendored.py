"""The one library that the board's pages load: which it is, its licence, and what its file is known by."""

from dataclasses import dataclass
from pathlib import Path

STATIC = Path(__file__).with_name("static")


@dataclass(frozen=True, slots=True)
class Vendored:
    """A file of somebody else, as it was published. `sha256` is that of the file, in hexadecimal digits."""

    name: str
    version: str
    licence: str
    file: str
    sha256: str
    source: str


HTMX = Vendored(
    name="htmx.org",
    version="2.0.11",
    licence="0BSD",
    file="htmx-2.0.11.min.js",
    sha256="d6fdc75f204e6bdefa99b69bf1e6d4ac69b8a364f77929f45c13476b4000f717",
    source="https://github.com/bigskysoftware/htmx/releases/tag/v2.0.11",
)
VENDORED = (HTMX,)
