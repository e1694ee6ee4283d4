"""Deletion of files that are neither attached to a duty nor handed out on the page."""

from datetime import timedelta

from data.files import Files
from data.registry.conversations import page_messages
from data.registry.duties import proofs
from data.registry.plans import plans
from data.store import Store
from scheduler.clock import Clock

UNCLAIMED = timedelta(days=1)
"""Longer than a question stays open (`data.rules.limits.terms.QUESTION_TERM`)."""
EVERY = timedelta(hours=6)
"""Real time between two looks."""


def delete_orphans(store: Store, files: Files, clock: Clock) -> None:
    """Delete orphan files older than `UNCLAIMED`. One that is sent again meanwhile counts as new (`Files.delete`)."""
    before = clock.wall() - UNCLAIMED
    old = files.list_older_than(before)
    with store.read() as session:
        # A registry that knows no plan is not the one these files came with: it was lost, or the address is wrong.
        unclaimed = proofs.select_unused(session, old) if plans.list_plans(session) else []
        unclaimed = page_messages.select_unused(session, unclaimed)
    files.delete(unclaimed, before)
    files.delete_drafts(before)
