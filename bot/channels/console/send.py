"""A `Reply` as lines of a terminal, or as one line of JSON for a program."""

import json

from handlers.conversation import Reply


def as_text(reply: Reply) -> str:
    """What a person reads, an empty line behind it. The choices stand in the text already, numbered."""
    files = [f"📎 {file.name}" for file in reply.files]
    return "\n".join((reply.text, *files, ""))


def as_json(reply: Reply) -> str:
    """`{"text": …, "buttons": [[{"text": …, "value": …}]], "files": [names]}` on one line."""
    document = {
        "text": reply.text,
        "buttons": [[{"text": button.text, "value": button.value} for button in row] for row in reply.buttons],
        "files": [file.name for file in reply.files],
    }
    return json.dumps(document, ensure_ascii=False)
