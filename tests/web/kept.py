"""What all applications of a worker have in common is made once.

Each test has an application of its own. Most of what its making and its first page
cost is to compile the same templates and the same addresses anew.
"""

from __future__ import annotations

from collections.abc import Callable
from types import CodeType
from typing import Any

import pytest
from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from werkzeug.routing import Rule


class KeptTemplates(BytecodeCache):
    """Compiled templates, by their file and their very words."""

    def __init__(self) -> None:
        self.codes: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.codes[bucket.key, bucket.checksum] = bucket.code


def keep_builders(build: Callable[[Rule, bool], Any]) -> Callable[[Rule, bool], Any]:
    """What makes addresses of a rule, unbound; equal rules have equal builders."""
    kept: dict[tuple[object, ...], Any] = {}

    def build_once(rule: Rule, append_unknown: bool = True) -> Any:
        given = repr(rule.defaults), rule.subdomain, rule.merge_slashes
        key = (rule.rule, append_unknown, *given)
        if key not in kept:
            kept[key] = build(rule, append_unknown)
        return kept[key]

    return build_once


def keep(patch: pytest.MonkeyPatch) -> None:
    """Let every application that is made from now on share both."""
    patch.setitem(Flask.jinja_options, "bytecode_cache", KeptTemplates())
    name = "_compile_builder"
    patch.setattr(Rule, name, keep_builders(getattr(Rule, name)))
