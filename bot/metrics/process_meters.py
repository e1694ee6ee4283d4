"""Count what this process has done since it began: turns, messages sent, slow-downs."""

from time import perf_counter

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector

from bot.channels.channel import Converse
from bot.channels.meters import Meters
from handlers.base.messages import Incoming, Reply

_TURN_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30)
_SEND_BUCKETS = (0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5, 10, 20, 60)


class ProcessMeters:
    """The meters of all channels of one process, registered in `registry`."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._turns = Histogram(
            "nhacviec_turn_seconds",
            "Time from an update to its answer, files and waiting for the registry included",
            ["channel"],
            buckets=_TURN_BUCKETS,
            registry=registry,
        )
        self._sends = Histogram(
            "nhacviec_send_seconds",
            "Time that a provider took to accept a message",
            ["channel"],
            buckets=_SEND_BUCKETS,
            registry=registry,
        )
        self._slow_downs = Counter(
            "nhacviec_slow_downs",
            "Messages that a provider refused because they came too fast (429)",
            ["channel"],
            registry=registry,
        )
        ProcessCollector(registry=registry)

    def of_channel(self, channel: str) -> Meters:
        """Return the meters of one channel, whose figures begin at 0 rather than at its first message."""
        return _ChannelMeters(self._sends.labels(channel), self._slow_downs.labels(channel))

    def timed(self, converse: Converse) -> Converse:
        """Return `converse` with its turns measured; what is no turn because it was answered before counts too."""

        async def timed_converse(incoming: Incoming) -> Reply | None:
            began = perf_counter()
            try:
                return await converse(incoming)
            finally:
                self._turns.labels(incoming.channel).observe(perf_counter() - began)

        return timed_converse


class _ChannelMeters:
    def __init__(self, sends: Histogram, slow_downs: Counter) -> None:
        self._sends, self._slow_downs = sends, slow_downs

    def count_sent(self, seconds: float) -> None:
        self._sends.observe(seconds)

    def count_slow_down(self) -> None:
        self._slow_downs.inc()
