"""Features of the web chat."""

from bot.channels.channel import Capabilities

CAPABILITIES = Capabilities(
    buttons=True, edits=True, files_in=True, files_out=True, pictures=True, groups=False, writes_first=True
)
