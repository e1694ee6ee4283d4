"""What the process keeps in the registry for its channels: chats, journals, counts of messages, files to fetch."""
