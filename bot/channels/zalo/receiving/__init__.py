"""Updates of Zalo, asked for or sent to the webhook, read one by one."""
