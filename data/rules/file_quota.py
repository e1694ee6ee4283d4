"""How much an officer may send in a day: what an office needs, and no more than a disk bears for a year."""

from dataclasses import dataclass

FILES_PER_DAY = 100
"""At the end of a year an agency of a province reports thirty duties, each with a document and its annexes."""
BYTES_PER_DAY = 300 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Sent:
    """Files that an officer has sent today, each content once, and their bytes."""

    files: int
    bytes: int

    def leaves_room_for(self, size: int) -> bool:
        """Return whether a file of `size` bytes is within the quota."""
        return self.files < FILES_PER_DAY and self.bytes + size <= BYTES_PER_DAY
