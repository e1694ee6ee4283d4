"""Fresh registries for tests, copied from templates: migrating and importing take longer than most tests."""

import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path
from typing import Protocol

from sqlalchemy import make_url
from sqlmodel import Session, SQLModel

from data.plans.reading import read_plan
from data.plans.storing.apply import apply
from data.registry.plans.lexicon import Edition
from data.schema import open_registry
from data.seeds import seed
from data.store import Store
from handlers.questions.lexicon import vocabulary
from handlers.views.plans.remarks import for_registry
from tests.databases.run_folder import made_once

Words = tuple[Edition, vocabulary.Vocabulary]

Fill = Callable[[str], None]
"""Makes a registry at an address; it runs once for each kind of database."""

_BASES: dict[Fill, Fill] = {}

PLAN_175 = "ke-hoach-175-kh-ubnd.txt"
IMPORTED_AT = datetime(2023, 12, 29, 9, 0, tzinfo=UTC)


def built_on(base: Fill) -> Callable[[Fill], Fill]:
    """Let a template begin with a copy of `base` at its address, not with nothing."""

    def note(template: Fill) -> Fill:
        _BASES[template] = base
        return template

    return note


def base_of(template: Fill) -> Fill | None:
    """Return the template that this one begins with a copy of."""
    return _BASES.get(template)


def empty(url: str) -> None:
    """Create a registry with tables and no plan."""
    open_registry(url).close()


@built_on(empty)
def with_plan_175(url: str) -> None:
    """Add plan 175 and its agencies to an empty registry, imported on the day it was signed."""
    store = Store(url)
    with store.write() as session:
        apply(session, for_registry(read_plan(seed(PLAN_175))), now=IMPORTED_AT, actor="test")
    store.close()


def delete_all_rows(session: Session) -> None:
    """Delete all rows: each example of a property finds the registry as the first one did."""
    for table in reversed(SQLModel.metadata.sorted_tables):
        session.execute(table.delete())


class Databases(Protocol):
    """A kind of database that can be created in any number."""

    def copy_of(self, template: Fill) -> str:
        """Return the address of a new copy of the registry that `template` creates."""
        ...

    def drop(self, url: str) -> None:
        """Delete a registry: hundreds of them would fill a disk."""
        ...

    def restorable(self, template: Fill) -> str:
        """Return the address of a new copy that can be restored."""
        ...

    def restore(self, store: Store, url: str, template: Fill) -> None:
        """Restore the registry at `url`, which `store` has open, to its first content."""
        ...


class SqliteFiles:
    """SQLite registries in one folder, copied from those in the folder `originals`."""

    def __init__(self, folder: Path, originals: Path) -> None:
        self._folder = folder
        self._originals = originals
        self._numbers = count(1)

    def copy_of(self, template: Fill) -> str:
        url = f"sqlite:///{self._folder / str(next(self._numbers))}.db"
        self._copy(template, url)
        return url

    def drop(self, url: str) -> None:
        for file in self._folder.glob(f"{Path(url).name}*"):
            file.unlink()

    restorable = copy_of

    def restore(self, store: Store, url: str, template: Fill) -> None:
        store.close()
        self.drop(url)
        self._copy(template, url)

    def original(self, template: Fill) -> Path:
        """Return the file that `template` created."""
        original = self._originals / f"{template.__name__}.db"
        with made_once(original.with_suffix(".made")) as to_be_made:
            if to_be_made:
                if base := base_of(template):
                    shutil.copy(self.original(base), original)
                template(f"sqlite:///{original}")
        return original

    def _copy(self, template: Fill, url: str) -> None:
        shutil.copy(self.original(template), str(make_url(url).database))


class Shelf:
    """Open registries, lent to one test after another.

    SQLAlchemy takes longer to prepare our statements for a new one than a test to run.
    """

    def __init__(self, kind: Databases) -> None:
        self._kind = kind
        self._free: dict[Fill, list[tuple[str, Store]]] = defaultdict(list)
        self._words: dict[Store, Words] = {}

    @contextmanager
    def lent(self, template: Fill) -> Iterator[Store]:
        """Lend a registry as `template` creates it, to one test at a time."""
        url, store = self._free[template].pop() if self._free[template] else self._new(template)
        # What the test before read in it may have as many agencies and tasks, by other names.
        for engine in (store._reading, store._writing, store._hasty):
            vocabulary._cache[engine] = self._words[store]
        try:
            yield store
        except BaseException:  # nobody knows what is still open in it
            store.close()
            self._kind.drop(url)
            del self._words[store]
            raise
        self._kind.restore(store, url, template)
        self._free[template].append((url, store))

    def close(self) -> None:
        for _url, store in chain.from_iterable(self._free.values()):
            store.close()

    def _new(self, template: Fill) -> tuple[str, Store]:
        url = self._kind.restorable(template)
        store = Store(url)
        with store.read() as session:
            vocabulary.get_vocabulary(session)
        self._words[store] = vocabulary._cache[store._reading]
        return url, store
