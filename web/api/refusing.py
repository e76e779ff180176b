"""A question that cannot be read: every value that is wrong, told in a sentence."""

from typing import Any

from flask import abort
from pydantic import ValidationError

from web.api.answers import Fault
from web.marks import N_
from web.problems import both, problem

SAID = {
    "extra_forbidden": N_("没有参数 %(name)s，请核对参数名。"),
    "literal_error": N_("参数 %(name)s 只能取 %(expected)s。"),
    "string_pattern_mismatch": N_("参数 %(name)s 的写法应符合 %(pattern)s。"),
    "missing": N_("缺少参数 %(name)s。"),
    "int_parsing": N_("参数 %(name)s 应为整数。"),
    "int_type": N_("参数 %(name)s 只能给出一次。"),
    "string_type": N_("参数 %(name)s 只能给出一次。"),
    "greater_than_equal": N_("参数 %(name)s 不能小于 %(ge)s。"),
    "less_than_equal": N_("参数 %(name)s 不能大于 %(le)s。"),
    "string_too_long": N_("参数 %(name)s 不能超过 %(max_length)s 个字符。"),
    "too_long": N_("参数 %(name)s 不能超过 %(max_length)s 个值。"),
    "value_error": N_("参数 %(name)s 应为日期，如 2026-11-24。"),
}
"""The sentences, by the name that pydantic gives what is wrong."""
OTHER = N_("参数 %(name)s 的值不能读取，请核对写法。")


def refuse(
    _request: Any,
    _response: Any,
    error: Exception | None,
    _instance: Any,
    _adapter: Any,
) -> None:
    """Answer with a problem where the question did not fit."""
    if isinstance(error, ValidationError):
        faults = faults_of(error)
        first = (faults[0].detail, faults[0].detail_zh)
        told = [one.model_dump() for one in faults]
        abort(problem(422, first, errors=told))


def faults_of(error: ValidationError) -> list[Fault]:
    """What is wrong, value by value."""
    found = []
    for one in error.errors(include_url=False, include_input=False):
        name = str(one["loc"][0]) if one["loc"] else ""
        values = {**one.get("ctx", {}), "name": name[:60]}
        english, chinese = both(SAID.get(one["type"], OTHER), **values)
        found.append(Fault(parameter=name[:60], detail=english, detail_zh=chinese))
    return found
