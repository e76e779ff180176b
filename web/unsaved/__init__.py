"""Words that somebody is typing: kept every few seconds, offered back."""
