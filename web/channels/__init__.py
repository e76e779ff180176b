"""Where a person's messages go: mail, chat robots, webhooks and feeds."""
