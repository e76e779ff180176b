"""How letters become bytes: no address in a head is broken or encoded."""

from email.policy import SMTP

LETTER = SMTP.clone(max_line_length=990)
"""RFC 5322 allows 998 octets a line.

In lines of 78 the library turns a long address, such as that of List-Unsubscribe,
into encoded words, which no mail program opens.
"""
