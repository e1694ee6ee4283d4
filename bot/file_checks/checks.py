"""Checks of files that came in, in a child process, before anything of them is kept."""

import logging

from bot.confined.children import ChildFailed, Children
from bot.file_checks.virus_scan import VirusScan
from data.accepted_files import name_ending

_log = logging.getLogger(__name__)


class FileChecks:
    """The checks of all channels' files."""

    def __init__(self, children: Children | None = None, scan: VirusScan | None = None) -> None:
        """Make it; `scan` for viruses where the office has a scanner."""
        self._children = children or Children()
        self._scan = scan

    async def find_fault(self, name: str, content: bytes) -> str | None:
        """Return why a file is refused, a reason of `data.errors.BadAnswer`; None if it is not. Never raises.

        A file on which the child gives up is refused. Neither its name nor its text is logged. What is refused
        anyhow is shown to no scanner.
        """
        fault = await self._inspect(name, content)
        return fault or (await self._scan.find_fault(content) if self._scan else None)

    async def _inspect(self, name: str, content: bytes) -> str | None:
        from handlers.base.file_inspection import inspect_file, is_inspected  # late, with all readers of documents

        kind = name_ending(name)
        if not is_inspected(kind):
            return None
        try:
            fault = await self._children.run(inspect_file, kind, content)
        except ChildFailed as failed:
            _log.warning("a file (%s, %d bytes) could not be checked: %s", kind, len(content), failed)
            return "file_too_complex" if failed.began else "file_not_checked"
        if fault:
            _log.info("a file (%s, %d bytes) is refused: %s", kind, len(content), fault)
        return fault or None
