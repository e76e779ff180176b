"""What a reader finds in a document: paragraphs and rows of tables, in their order."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Block:
    """A paragraph (one cell) or a row of a table (its cells, left to right).

    Cells are plain text with line ends kept; a ticked box stands as ``[X]``, an
    empty one as ``[ ]``, whatever the document draws it with.
    """

    cells: tuple[str, ...]

    @property
    def text(self) -> str:
        """The block on one line a paragraph, its cells parted by a stroke."""
        return " | ".join(cell for cell in self.cells if cell.strip())


def text_of(blocks: Iterable[Block]) -> str:
    """The whole text, a block a line; empty blocks are left out."""
    return "\n".join(block.text for block in blocks if block.text.strip())
