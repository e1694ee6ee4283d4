"""Answers as text, as the journal keeps them until they are sent."""

import json
from datetime import timedelta

from handlers.base.messages import Button, Reply


def is_storable(reply: Reply) -> bool:
    """Return whether an answer can be kept. With files it cannot: they are made after the turn.

    A turn that answers with files only reads, or may be taken twice, so its update is answered anew instead.
    """
    return not reply.files


def dump_reply(reply: Reply) -> str:
    """Return a storable answer as JSON."""
    spacing = reply.at_most_every.total_seconds() if reply.at_most_every else None
    return json.dumps(
        {
            "heading": reply.heading,
            "body": reply.body,
            "choices": reply.choices,
            "buttons": [[[button.text, button.value] for button in row] for row in reply.buttons],
            "replaces": reply.replaces,
            "toast": reply.toast,
            "at_most_every": spacing,
            "if_deleted": reply.if_deleted,
            "unkept": reply.unkept,
            "addresses": reply.addresses,
            "subject": reply.subject,
            "speaker": reply.speaker,
            "reader": reply.reader,
        }
    )


def load_reply(stored: str) -> Reply:
    """Return the answer that `dump_reply` stored."""
    found = json.loads(stored)
    spacing = found["at_most_every"]
    return Reply(
        heading=found["heading"],
        body=found["body"],
        choices=found.get("choices", ""),
        buttons=tuple(tuple(Button(text, value) for text, value in row) for row in found["buttons"]),
        replaces=found["replaces"],
        toast=found["toast"],
        at_most_every=None if spacing is None else timedelta(seconds=spacing),
        if_deleted=found.get("if_deleted", ""),
        unkept=found.get("unkept", ""),
        addresses=tuple(found.get("addresses", ())),
        subject=found.get("subject", ""),
        speaker=found.get("speaker", ""),
        reader=found.get("reader"),
    )
