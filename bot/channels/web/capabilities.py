"""The features of the web chat: a page shows everything, however long."""

from bot.channels.channel import Capabilities

CAPABILITIES = Capabilities(
    buttons=True, edits=True, files_in=True, files_out=True, pictures=False, groups=False, writes_first=True
)
