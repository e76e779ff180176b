"""Mails: a folder of templates each, in one frame, said in Chinese or English."""
