"""A demonstration: a fixed day, people of every role, and alerts that came of it."""

from web.demo.build import build_demo, folder
from web.demo.marks import demo_user, is_demo

__all__ = ["build_demo", "demo_user", "folder", "is_demo"]
