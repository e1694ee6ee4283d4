"""Commands about single channels: webhooks, bots on Zalo, the page."""
