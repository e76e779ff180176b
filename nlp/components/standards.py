"""Standards a notice cites, by the numbers their publishers give them."""

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from nlp.components.phrases import Mark, lay, mark
from nlp.words import Words, words_of

NUMBER = r"[ -]?\d[\d.]*(?:-\d+)*(?:[:-](?:19|20)\d\d)?"
BEFORE = r"(?<![^\W\u4e00-\u9fff])"
"""No letter or figure stands before; a Chinese character may."""
CITED = re.compile(
    rf"{BEFORE}(?P<body>(?:DIN|BS|NF|UNE|PN|ABNT|DEAS|EAS|DMS|DUS|DKS)?"
    r"(?: ?(?:EN|ISO(?:/IEC)?(?:/TS|/TR)?|IEC(?:/TS|/TR)?|CISPR))+|ASTM [A-G]|"
    r"(?:GB|YY|QB|HG|JB|SN|NY|SJ|YD)(?:/[TZ])?|CNS|JIS [A-Z]|KS [A-Z]|GSO|SASO|"
    r"GOST(?: R)?|CX[SCGM]|CODEX STAN|CAC/(?:RCP|GL|MRL)|FMVSS(?: No\.)?|OIML R|"
    r"ISPM|IEEE(?: Std)?|SAE J|NFPA|UL|ANSI|IS|SNI|TCVN|QCVN|NOM|NTC|NBR|NMX|INTE|"
    r"RTCA|SI|TIS|MS|PNS|SANS|AS/NZS|CSA|DEAS|EAS|DMS|DUS|DKS|DTZS|NTE INEN|RTE INEN)"
    rf"(?P<number>{NUMBER}(?:[A-Z]{{0,3}}-\d+)?)"
)
TRANSPORT = re.compile(
    r"\bUN\s?38\.3\b|\b(?:manual of tests and criteria|manual de pruebas y criterios"
    r"|manuel d.épreuves et de critères)\b[^.;]{0,60}?\b38\.3\b"
    r"|试验和标准手册[^。；]{0,20}38\.3",
    re.I,
)
"""The test of lithium batteries for transport goes by the number of its section."""
REGULATION = re.compile(
    rf"{BEFORE}UN(?:ECE)?(?: Regulation| GTR|[ -]R)?\s*(?:No\.?\s*)?R?"
    r"(?P<number>\d{1,3})(?![^\W\u4e00-\u9fff])"
)


@Language.factory("standards", assigns=["doc.spans"])
def make_standards(nlp: Language, name: str) -> "StandardTagger":
    """Numbers of ISO, IEC, EN, ASTM, GB, Codex, UN and many national standards."""
    return StandardTagger(name)


class StandardTagger:
    """Marks each cited standard; the label is its number in one spelling."""

    def __init__(self, group: str) -> None:
        self.group = group

    def __call__(self, doc: Doc) -> Doc:
        """Mark the standards of one field."""
        return lay(doc, self.group, self.marks(words_of(doc)))

    def marks(self, doc: Words) -> Iterator[Mark]:
        """The standards of one field as marks."""
        return (mark(doc, *place) for place in read_standards(doc.text))


def read_standards(words: str) -> list[tuple[int, int, str]]:
    """Each cited standard: where it begins and ends, and its number."""
    found = []
    for match in CITED.finditer(words):
        number = match["number"].strip(" -.")
        body = match["body"].strip()
        glued = body[-1:].isalpha() and body[-2:-1] == " " and match["number"][0] != " "
        code = f"{body}{number}" if glued else f"{body} {number}"
        start = match.end() - len(match[0].lstrip())
        found.append((start, match.start() + len(match[0].rstrip(".")), code))
    if "38.3" in words:
        found += [(*match.span(), "UN 38.3") for match in TRANSPORT.finditer(words)]
    for match in REGULATION.finditer(words) if "UN" in words else ():
        spelt = re.search(r"Regulation|GTR|[ -]R", match[0])
        if spelt:
            code = f"UN {'GTR' if 'GTR' in match[0] else 'R'}{match['number']}"
            found.append((match.start(), match.end(), code))
    return found
