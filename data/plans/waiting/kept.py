"""Keep the last plans that were read: each tap on a draft asks for the same one, a long one takes seconds to read."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Kept(Generic[Value]):
    """The last few values by their keys; any thread may ask."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._values: OrderedDict[Hashable, Value] = OrderedDict()
        self._lock = Lock()

    def get(
        self, key: Hashable, make: Callable[[], Value], holds: Callable[[Value], bool] = lambda _value: True
    ) -> Value:
        """Return the value that is kept if it still `holds`, else the one made now. Raises what `make` raises."""
        with self._lock:
            known = self._values.get(key)
        if known is None or not holds(known):
            known = make()
        with self._lock:
            self._values[key] = known
            self._values.move_to_end(key)
            while len(self._values) > self._size:
                self._values.popitem(last=False)
        return known
