"""Plan files of any format, read in a child process: what a hostile or torn file does to its reader stays there."""

import asyncio
import logging
from pathlib import Path
from typing import TYPE_CHECKING

from bot.confined.children import ChildFailed, Children
from bot.confined.limits import OF_PLANS
from data.errors import PlanUnreadable
from data.plans.formats import confined
from data.plans.formats.document import Document
from data.plans.formats.kinds import kind_of
from data.plans.formats.limits import FILE_BYTES
from data.plans.head import NOTHING_GIVEN, Given

if TYPE_CHECKING:
    from data.plans.agencies.directory import Directory
    from data.plans.draft import PlanDraft
    from data.plans.reading import Directories
    from data.plans.remarks import Remark

_log = logging.getLogger(__name__)


class PlanFiles:
    """The reader of plan files; `children` are those of the whole process, so that not too many run at once."""

    def __init__(self, children: Children | None = None) -> None:
        self._children = children or Children(OF_PLANS)

    async def read(self, name: str, content: bytes) -> Document:
        """Return the document in a file called `name`. Raises PlanUnreadable; its name and text are not logged."""
        if len(content) > FILE_BYTES:
            raise PlanUnreadable("too_large", limit=FILE_BYTES)
        kind = kind_of(name, content)
        try:
            answer = await self._children.run(confined.read_confined, kind, content)
            return confined.take_answer(answer)
        except ChildFailed as failed:
            _log.warning("a plan file (%s, %d bytes) could not be read: %s", kind, len(content), failed)
            raise PlanUnreadable("too_complex" if failed.began else "not_started") from failed
        except PlanUnreadable as refused:
            _log.info("a plan file (%s, %d bytes) is refused: %s", kind, len(content), refused)
            raise


def read_plan_file(
    path: Path,
    directory: "Directory | None" = None,
    given: Given = NOTHING_GIVEN,
    directories: "Directories | None" = None,
) -> "PlanDraft[Remark]":
    """Read the plan in a file as `data.plans.reading.read_plan` does, its format in a child process.

    Raises PlanUnreadable, and OSError where the file cannot be read.
    """
    from data.plans.reading import read_plan

    if path.stat().st_size > FILE_BYTES:
        raise PlanUnreadable("too_large", limit=FILE_BYTES)
    document = asyncio.run(PlanFiles().read(path.name, path.read_bytes()))
    return read_plan(path, directory, given, document, directories)
