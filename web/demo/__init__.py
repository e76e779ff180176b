"""A demonstration: a fixed day, people of every role, and alerts that came of it."""

from web.demo.marks import demo_user, folder, is_demo

__all__ = ["demo_user", "folder", "is_demo"]
