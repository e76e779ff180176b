"""What a Word template may hold: names of facts, and three blocks of paragraphs."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from zipfile import BadZipFile, ZipFile

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate  # type: ignore[import-untyped]
from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from web.cases.paper import add_footer, add_mark, set_page
from web.marks import N_
from web.papers.fields import NAMES
from web.refused import RefusedError

FLAGS = {"no_deadline", "short"}
BLOCKS = ("head", "text_zh", "text_en", "text_es")
"""They stand alone in a paragraph, as ``{{p head }}``."""
MARKS = ("machine", "version")
ALLOWED = (*BLOCKS, *MARKS, *(name for name in NAMES if name not in FLAGS))
PLAIN = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name)
"""All that the tree of a template may consist of: words, and names between them."""
REMOTE = ("hyperlink", "customXml")
"""Relations of these kinds may lead out of the file; nothing is fetched by them."""
NOT_WORD = N_("“%(name)s”打不开，请上传未加密的DOCX文件。")
MOST_UNPACKED = 60_000_000
TOO_LARGE = N_("“%(name)s”展开后过大，请删去大图后再传。")
LOGIC = N_("模板只能含占位符，不能含循环、条件、注释或运算：%(found)s")
UNKNOWN = N_("模板中有不认识的占位符：%(found)s。可用的占位符见本页列表。")
OUTSIDE = N_("模板引用了外部文件（%(found)s），请改为嵌入后再传。")
EMPTY = N_("模板中没有正文占位符 {{p text_zh }}，请加入后再传。")


def environment() -> Environment:
    """Where templates are filled: nothing can be called, all text is escaped."""
    return SandboxedEnvironment(autoescape=True)


def default_template() -> bytes:
    """The house's own template: what a centre starts from."""
    paper = Document()
    set_page(paper)
    add_mark(paper, "{{ machine }}")
    for block in BLOCKS:
        paper.add_paragraph(f"{{{{p {block} }}}}")
    add_footer(paper, "{{ version }}", "{{ machine }}")
    stream = io.BytesIO()
    paper.save(stream)
    return stream.getvalue()


def check_template(name: str, content: bytes) -> set[str]:
    """The placeholders of a template; RefusedError says what is wrong with it."""
    try:
        if unpacked(content) > MOST_UNPACKED:
            raise RefusedError(TOO_LARGE, name=name)
        template = DocxTemplate(io.BytesIO(content))
        template.init_docx()
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError) as error:
        raise RefusedError(NOT_WORD, name=name) from error
    if outside := "、".join(sorted(set(remote(template)))):
        raise RefusedError(OUTSIDE, found=outside)
    found: set[str] = set()
    for part in written(template):
        found |= names_in(part)
    if unknown := found.difference(ALLOWED):
        raise RefusedError(UNKNOWN, found="、".join(sorted(unknown)))
    if "text_zh" not in found and "text_en" not in found:
        raise RefusedError(EMPTY)
    return found


def unpacked(content: bytes) -> int:
    """How many bytes a file holds when it is opened; more are never read of it."""
    with ZipFile(io.BytesIO(content)) as packed:
        return sum(part.file_size for part in packed.infolist())


def remote(template: DocxTemplate) -> Iterator[str]:
    """What the file would fetch from elsewhere."""
    package = template.get_docx().part.package
    for part in package.iter_parts():
        for relation in part.rels.values():
            kind = relation.reltype.rpartition("/")[2]
            if relation.is_external and kind not in REMOTE:
                yield kind


def written(template: DocxTemplate) -> Iterator[str]:
    """Each part that is filled, as the filling reads it."""
    document = template.get_docx()
    yield template.patch_xml(template.get_xml())
    for uri in (template.HEADER_URI, template.FOOTER_URI):
        for _key, part in template.get_headers_footers(uri):
            yield template.patch_xml(template.get_part_xml(part))
    for part in document.part.package.iter_parts():
        if "footnotes" in part.partname or "endnotes" in part.partname:
            yield template.patch_xml(part.blob.decode("utf-8", "replace"))
    facts = document.core_properties
    yield " ".join((facts.title, facts.subject, facts.keywords, facts.comments))
    yield " ".join((facts.author, facts.category, facts.content_status))


def names_in(part: str) -> set[str]:
    """The names that a part holds; RefusedError if it holds anything else."""
    if comment := re.search(r"\{#.{0,40}", part):
        raise RefusedError(LOGIC, found=plain(comment[0]))
    try:
        tree = environment().parse(part)
    except TemplateSyntaxError as error:
        raise RefusedError(LOGIC, found=plain(str(error.message))) from error
    found = set()
    for node in walk(tree):
        if not isinstance(node, PLAIN):
            raise RefusedError(LOGIC, found=type(node).__name__)
        if isinstance(node, nodes.Name):
            found.add(node.name)
    return found


def walk(node: nodes.Node) -> Iterator[nodes.Node]:
    """A node and all below it."""
    yield node
    for child in node.iter_child_nodes():
        yield from walk(child)


def plain(words: str) -> str:
    """Words of a file, fit to be shown."""
    return re.sub(r"<[^>]*>?", "", words)[:60]
