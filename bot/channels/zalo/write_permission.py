"""The check that a bot may write: Zalo takes its token, and its month is not spent."""

from bot.channels.receiving.phases import Phase, Phases
from bot.channels.zalo.errors import QuotaSpent, TokenRefused
from bot.channels.zalo.quota import Quota
from scheduler.sending.errors import SlowDown


class WritePermission:
    """The permission to write (`bot.channels.zalo.send.Permission`)."""

    def __init__(self, phases: Phases, quota: Quota) -> None:
        self._phases = phases
        self._quota = quota

    def check(self) -> None:
        """Raise TokenRefused or QuotaSpent where nothing may be sent now."""
        if self._phases.state.phase is Phase.REFUSED:
            raise TokenRefused
        if self._quota.is_spent:
            raise QuotaSpent("quota spent")

    def note_refused(self) -> None:
        """Note that Zalo does not know the token any more."""
        self._phases.enter(Phase.REFUSED)

    def note_spent(self) -> SlowDown:
        """Note that the quota is spent; return the pause until there is another."""
        self._quota.mark_spent()
        return SlowDown(self._quota.seconds_left())

    def count(self) -> None:
        """Count a message that Zalo may have counted."""
        self._quota.count_sent()
