"""An engine on this machine: model files of Firefox Translations, no network at all.

A folder holds one folder a pair, as ``en-zh``, with the model, its vocabulary or
vocabularies, and perhaps its shortlist. Other pairs go by way of English.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any

from nlp.translating.engine import EngineError, Term

NEEDS = (
    "Model files are set, but the package fxtranslate is not installed;"
    ' run: pip install "chutong[mt]"'
)
LARGEST = 300 * 1024 * 1024


@dataclass(frozen=True)
class Local:
    """Model files in a folder; terms are left to the checks."""

    folder: Path
    loaded: dict[str, Any] = field(default_factory=dict, repr=False)

    @property
    def name(self) -> str:
        """How pages name it."""
        return "Firefox Translations"

    @cached_property
    def maker(self) -> Any:
        """What makes an engine of model files; EngineError where it is missing."""
        try:
            return import_module("fxtranslate").Translator
        except ImportError as error:
            raise EngineError(NEEDS) from error

    def translate(
        self, text: str, source: str, target: str, terms: Sequence[Term]
    ) -> str:
        """The text, straight or by way of English."""
        pairs = [f"{source}-{target}"]
        if not (self.folder / pairs[0]).is_dir():
            pairs = [f"{source}-en", f"en-{target}"]
        for pair in pairs:
            text = str(self.engine(pair).translate_long(text))
        return text

    def engine(self, pair: str) -> Any:
        """The engine of a pair; it is loaded once."""
        if pair not in self.loaded:
            files = self.files(pair)
            try:
                self.loaded[pair] = self.maker(**files)
            except ValueError as error:
                raise EngineError("model") from error
        return self.loaded[pair]

    def files(self, pair: str) -> dict[str, bytes]:
        """The files of a pair, read whole."""
        shared = self.read(pair, "vocab.*.spm")
        files = {
            "model": self.read(pair, "model.*.bin"),
            "src_vocab": self.read(pair, "srcvocab.*.spm") or shared,
            "trg_vocab": self.read(pair, "trgvocab.*.spm") or shared,
        }
        if not all(files.values()):
            raise EngineError("model")
        shortlist = self.read(pair, "lex.*.bin")
        return {**files, "shortlist": shortlist} if shortlist else files

    def read(self, pair: str, form: str) -> bytes:
        """The first file of a form; empty where there is none."""
        found = sorted((self.folder / pair).glob(form))
        if not found or found[0].stat().st_size > LARGEST:
            return b""
        return found[0].read_bytes()
