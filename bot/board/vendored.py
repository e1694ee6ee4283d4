"""htmx, the one library that the board's pages load: its version, licence, source, and the checksum of its file."""

from dataclasses import dataclass
from pathlib import Path

STATIC = Path(__file__).with_name("static")


@dataclass(frozen=True, slots=True)
class Vendored:
    """A library's file, as its authors published it. `sha256` is that of the file, in hexadecimal digits."""

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
