"""A limit on how often strangers may try an invitation code on the page: a chat there costs nothing to open."""

from collections import OrderedDict, deque
from collections.abc import Callable

FROM_ONE_ADDRESS = 20
"""An office has one address for all its machines."""
IN_ALL = 300
WITHIN = 3600.0
"""Seconds."""
_ADDRESSES = 10_000


class StrangerLimit:
    """Counts tries of the last hour, by address and in all. `time` returns seconds that only go up."""

    def __init__(self, time: Callable[[], float]) -> None:
        self._time = time
        self._all: deque[float] = deque()
        self._by_address: OrderedDict[str, deque[float]] = OrderedDict()

    def allow(self, address: str) -> bool:
        """Count a try from an address; return False, and count nothing, if there were too many."""
        now = self._time()
        own = self._by_address.setdefault(address, deque())
        self._by_address.move_to_end(address)
        while len(self._by_address) > _ADDRESSES:
            self._by_address.popitem(last=False)
        for tries in (own, self._all):
            while tries and tries[0] <= now - WITHIN:
                tries.popleft()
        if len(own) >= FROM_ONE_ADDRESS or len(self._all) >= IN_ALL:
            return False
        own.append(now)
        self._all.append(now)
        return True
