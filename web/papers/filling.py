"""A paper out of a template: facts in their places, the texts as styled paragraphs."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from docxtpl import DocxTemplate  # type: ignore[import-untyped]

from web.cases.paper import Sheet, add_text
from web.cases.paper_head import UNPRINTABLE, add_head
from web.papers.blocks import environment, written


def fill_template(template: bytes, sheet: Sheet, facts: Mapping[str, str]) -> bytes:
    """The .docx of a sheet; control characters in crawled text are dropped."""
    paper = DocxTemplate(io.BytesIO(template))
    paper.init_docx()
    head = paper.new_subdoc()
    add_head(head, sheet.head)
    both = bool(sheet.text_zh.strip() and sheet.text_en.strip())
    has_place = any("text_es" in part for part in written(paper))
    blocks: dict[str, Any] = {
        "head": head,
        "text_zh": block(paper, sheet.text_zh, "zh-CN"),
        "text_en": block(
            paper,
            sheet.text_en,
            "en-GB",
            new_page=both,
            spanish="" if has_place else sheet.text_es,
        ),
        "text_es": block(paper, sheet.text_es, "es-MX", new_page=True),
        "machine": "\n".join(sheet.marks),
        "version": sheet.version,
    }
    plain = {name: UNPRINTABLE.sub("", words) for name, words in facts.items()}
    paper.render(plain | blocks, jinja_env=environment(), autoescape=True)
    properties = paper.docx.core_properties
    properties.title = UNPRINTABLE.sub("", sheet.title)[:255]
    properties.author, properties.comments = "", ""
    stream = io.BytesIO()
    paper.save(stream)
    return stream.getvalue()


def block(
    paper: DocxTemplate,
    text: str,
    language: str,
    *,
    new_page: bool = False,
    spanish: str = "",
) -> Any:
    """A text as paragraphs of its own; none is an empty word.

    ``spanish`` follows it, where a centre's own template has no place for that.
    """
    if not text.strip() and not spanish.strip():
        return ""
    part = paper.new_subdoc()
    add_text(part, text, language, new_page=new_page)
    add_text(part, spanish, "es-MX", new_page=True)
    return part
