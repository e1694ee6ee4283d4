"""The JSON of `nhacviec audit export`, and what `nhacviec db check` tells of the chain."""

from __future__ import annotations  # so that the facts of one command do not load those of all others

from typing import TYPE_CHECKING

from bot.cli.json_output.values import Document, instant_json

if TYPE_CHECKING:
    from data.registry.office.audit_chain import ChainHead
    from data.registry.office.audit_log import AuditLine


def audit_json(line: AuditLine) -> Document:
    """Return one act: `position` is its place in the chain, null while it is not sealed."""
    return {
        "source": line.source,
        "id": line.id,
        "at": instant_json(line.at),
        "actor": line.actor,
        "person": line.person or None,
        "agency": line.agency or None,
        "channel": line.channel or None,
        "action": line.action,
        "subject": line.subject,
        "before": line.before,
        "after": line.after,
        "position": line.position,
    }


def chain_json(head: ChainHead) -> Document:
    """Return the head of the chain: how many rows are sealed, the hash of the last seal, how many rows wait."""
    return {"sealed": head.sealed, "head": head.hash, "unsealed": head.unsealed}
