"""XML is parsed without trust: no entities, no network, no document type."""

from lxml import etree

from crawler.documents.found import DamagedError, RefusedFileError

HEAD = 2**20
NO_MEMORY = "unknown error"
"""What the parser says when it is given no more memory."""


def parse_xml(content: bytes, name: str) -> etree._Element:
    """The tree; one with a document type, which may hide a bomb, is refused."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if b"<!DOCTYPE" in content[:HEAD] or b"<!ENTITY" in content[:HEAD]:
            raise RefusedFileError("hostile_xml", part=name) from error
        if str(error).startswith(NO_MEMORY):
            raise MemoryError from error
        raise DamagedError("damaged", reason=f"{name}: {error}") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise RefusedFileError("hostile_xml", part=name)
    return root
