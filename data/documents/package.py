"""Parts of ZIP packages (OOXML, OpenDocument), each read once and within bounds."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from data.documents import limits
from data.documents.faults import Fault, Unacceptable

_ENCRYPTED = 0x1
_BROKEN = (BadZipFile, ValueError, NotImplementedError, EOFError, KeyError, OSError, RuntimeError, zlib.error)


class Budget:
    """The bytes that may still be unpacked of a document and all the packages in it."""

    def __init__(self, left: int = limits.UNPACKED_BYTES) -> None:
        self._left = left

    def spend(self, count: int) -> None:
        """Raises Unacceptable."""
        self._left -= count
        if self._left < 0:
            raise Unacceptable(Fault.BOMB)


class Package:
    """An opened package. Every method raises Unacceptable if it is torn, or written as no office program does."""

    def __init__(self, opened: ZipFile) -> None:
        self._opened = opened
        self.parts = opened.infolist()
        self.names = [part.filename.replace("\\", "/").lstrip("/") for part in self.parts]

    def read(self, part: ZipInfo) -> bytes:
        """Return the content of a part; its announced size was paid for when the package was opened."""
        with _as_damage(), self._opened.open(part) as stream:
            return stream.read(part.file_size)

    def each(self, *ends: str) -> Iterator[tuple[str, bytes]]:
        """Yield name and content of all parts whose names end so, whatever their case."""
        for name, part in zip(self.names, self.parts, strict=True):
            if name.lower().endswith(ends):
                yield name, self.read(part)


@contextmanager
def open_package(content: bytes, budget: Budget) -> Iterator[Package]:
    """Open a package and pay for all that it unpacks to. Raises Unacceptable."""
    with _as_damage(), ZipFile(BytesIO(content)) as opened:
        parts = opened.infolist()
        if len(parts) > limits.PARTS:
            raise Unacceptable(Fault.BOMB)
        budget.spend(sum(part.file_size for part in parts))
        if any(part.flag_bits & _ENCRYPTED for part in parts):
            raise Unacceptable(Fault.ENCRYPTED)
        if any(part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in parts):
            raise Unacceptable(Fault.DAMAGED)
        yield Package(opened)


@contextmanager
def _as_damage() -> Iterator[None]:
    try:
        yield
    except _BROKEN as error:
        raise Unacceptable(Fault.DAMAGED) from error
