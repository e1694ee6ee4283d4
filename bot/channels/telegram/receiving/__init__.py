"""Updates of the Bot API: polled for or sent to a webhook, read one by one."""
