"""The description of the API: OpenAPI 3.1 for programs, and its parts for people."""

import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from flask_babel import force_locale, gettext

from web.api.frame import spec
from web.api.words import ABOUT, PARTS, PATH_WORDS, STATUSES, SUMMARIES, TAGS
from web.joining.views import settings
from web.language import LANGUAGES
from web.problems import MEDIA

Part = dict[str, Any]


@dataclass(frozen=True)
class Field:
    """A parameter, or a part of an answer."""

    name: str
    type: str
    words: str
    parts: str = ""
    """The model that a part consists of; '' where it is a plain value."""


@dataclass(frozen=True)
class Operation:
    """A route as its page shows it."""

    id: str
    path: str
    words: str
    parameters: list[Field]
    answer: str


@dataclass(frozen=True)
class Reading:
    """The whole description, cut for a page: routes by subject, then the models."""

    about: str
    rooms: dict[str, list[Operation]] = field(default_factory=dict)
    models: dict[str, list[Field]] = field(default_factory=dict)


@lru_cache(maxsize=2)
def describe(language: str) -> str:
    """The document in one language, as JSON."""
    return json.dumps(make_document(language), ensure_ascii=False, indent=1)


def make_document(language: str) -> Part:
    """The document in one language."""
    with force_locale(LANGUAGES[language]):
        made: Part = deepcopy(spec.spec)
        made["info"]["description"] = gettext(ABOUT)
        made["servers"] = [{"url": settings().base_url}]
        for tag in made["tags"]:
            tag["description"] = gettext(TAGS[tag["name"]])
        for operation in operations_of(made):
            describe_operation(operation)
        for schema in made["components"]["schemas"].values():
            schema.pop("description", None)  # ours, of the code
            name_parts(schema)
            translate(schema)
    return made


def operations_of(made: Part) -> Iterator[Part]:
    """Every operation of a document."""
    for ways in made["paths"].values():
        yield from ways.values()


def describe_operation(operation: Part) -> None:
    """Give an operation its words, and its problems their media type."""
    operation["summary"] = gettext(SUMMARIES[operation["operationId"]])
    operation["description"] = ""
    for parameter in operation["parameters"]:
        words = parameter.get("description") or named_only(parameter)
        parameter["description"] = gettext(words) if words else ""
        parameter.get("schema", {}).pop("description", None)
    for status, answer in operation["responses"].items():
        answer["description"] = gettext(STATUSES[status])
        if int(status) >= 400:
            answer["content"] = {MEDIA: answer["content"]["application/json"]}


def named_only(parameter: Part) -> str:
    """What a parameter is by its name and place alone."""
    known = PATH_WORDS if parameter["in"] == "path" else PARTS
    return known.get(parameter["name"], "")


def name_parts(schema: Part) -> None:
    """Describe the parts of a model that are described nowhere else."""
    for name, part in schema.get("properties", {}).items():
        if "description" not in part and name in PARTS:
            part["description"] = PARTS[name]


def translate(part: Any) -> None:
    """Put the descriptions of all parts of a document into the present language."""
    if isinstance(part, list):
        for one in part:
            translate(one)
    elif isinstance(part, dict):
        for name, value in part.items():
            if name == "description" and isinstance(value, str):
                part[name] = gettext(value)
            else:
                translate(value)


def read_document(language: str) -> Reading:
    """The document as its page shows it."""
    made = json.loads(describe(language))
    found = Reading(about=made["info"]["description"])
    for path, ways in made["paths"].items():
        for operation in ways.values():
            room = found.rooms.setdefault(operation["tags"][0], [])
            room.append(read_operation(path, operation))
    for name, schema in made["components"]["schemas"].items():
        if not name.endswith("Question"):
            found.models[name] = list(read_fields(schema))
    return found


def read_operation(path: str, operation: Part) -> Operation:
    """One route."""
    answer = operation["responses"]["200"]["content"]["application/json"]["schema"]
    return Operation(
        id=operation["operationId"],
        path=path,
        words=operation["summary"],
        parameters=[
            Field(one["name"], say_asked(one["schema"]), one.get("description", ""))
            for one in operation["parameters"]
        ],
        answer=model_of(answer),
    )


def read_fields(schema: Part) -> Iterator[Field]:
    """The parts of a model."""
    for name, part in schema.get("properties", {}).items():
        words = part.get("description", "")
        yield Field(name, say_type(part), words, model_of(part))


def model_of(part: Mapping[str, Any]) -> str:
    """The name of the model that a part or its items are; '' if none."""
    if "$ref" in part:
        return str(part["$ref"]).rpartition("/")[2]
    below = [part.get("items"), part.get("additionalProperties")]
    return next((model_of(one) for one in below if isinstance(one, dict)), "")


def say_asked(part: Part) -> str:
    """The type of a parameter; that it may be left out goes without saying."""
    return say_type(part).removesuffix(" | null").removeprefix("'' | ")


def say_type(part: Mapping[str, Any]) -> str:
    """A type in a few letters: string, date, integer[], red|blue, null."""
    if "$ref" in part:
        return model_of(part)
    if "anyOf" in part:
        return " | ".join(say_type(one) for one in part["anyOf"])
    if "enum" in part or "const" in part:
        return " | ".join(
            str(one) or "''" for one in part.get("enum", [part.get("const")])
        )
    if part.get("type") == "array":
        items = say_type(part.get("items", {}))
        return f"({items})[]" if "|" in items else f"{items}[]"
    return str(part.get("format") or part.get("type") or "object")
