"""A long list of texts kept in a temporary file."""

import tempfile
from array import array
from functools import lru_cache


class Spool:
    """A list of texts that costs eight bytes of memory a text.

    It is filled first and read afterwards, by index; texts asked for again and
    again are kept at hand.
    """

    def __init__(self) -> None:
        self.file = tempfile.TemporaryFile()  # noqa: SIM115
        self.ends = array("Q", [0])
        self.read = lru_cache(maxsize=8192)(self.fetch)

    def append(self, text: str) -> None:
        """Put one more text at the end."""
        written = self.file.write(text.encode("utf-8", "surrogatepass"))
        self.ends.append(self.ends[-1] + written)

    def __len__(self) -> int:
        return len(self.ends) - 1

    def __getitem__(self, place: int) -> str:
        return self.read(place)

    def fetch(self, place: int) -> str:
        """Read one text from the file."""
        if not 0 <= place < len(self):
            raise IndexError(f"There is no shared string {place}.")
        self.file.seek(self.ends[place])
        length = self.ends[place + 1] - self.ends[place]
        return self.file.read(length).decode("utf-8", "surrogatepass")
