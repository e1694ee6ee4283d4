"""Names of bots, which follow from their tokens."""


def get_bot_id(token: str) -> str:
    """Return the number of the bot: what stands before the colon."""
    return token.partition(":")[0]


def channel_name(token: str) -> str:
    """Return the name of the bot's channel. It is kept in the registry, so it never changes."""
    return f"zalo-{get_bot_id(token)}"
