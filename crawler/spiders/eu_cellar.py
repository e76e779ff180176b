"""Cellar: the regulations, directives and decisions that the EU adopted, from EUR-Lex.

A SPARQL endpoint. Works are asked for by their date first, for a filter by title over
all works is slow; the date is that of the act, and the act may appear weeks later.
There is no total: the question counts for itself, in every row. Of several titles or
days the least is asked for, so that asking again finds the same. CELEX is 3, the year,
R, L or D, and a number; corrigenda end in ``R(01)`` and belong to the act they mend.
Codes of the directory of legislation are often added late, so that titles decide
where there are none. The pages of EUR-Lex answer robots with a challenge, Cellar does
not: texts are taken from Cellar alone.
"""

import re
from datetime import date, timedelta
from typing import Any, ClassVar
from urllib.parse import urlencode

from scrapy.http import Response

from crawler.answers import Answer, Raw, changed, read_object
from crawler.card import Card
from crawler.faults import BadRowError, DroppedError
from crawler.goods.deciding import why_left_out
from crawler.items import NoticeItem
from crawler.national import national_item
from crawler.pages import PagedSpider
from crawler.published import read_published, read_stated, sure_day
from crawler.record import Record
from models.content import Content
from models.fold import fold
from models.kinds import NoticeKind

ENDPOINT = "https://publications.europa.eu/webapi/rdf/sparql"
TEXT = "https://publications.europa.eu/resource/celex/{celex}"
SIZE = 500
CELEX = re.compile(r"(?P<act>3[0-9]{4}[RLD][0-9]{4})(?P<mends>R\([0-9]{2}\))?")
NAME = re.compile(
    r"(?:Regulation|Directive|Decision)\s+\([A-Z, ]+\)\s+(?:No\s+)?[0-9]+/[0-9]+", re.I
)
WORKS = """
  ?work cdm:work_date_document ?date .
  {since}
  ?work cdm:resource_legal_id_celex ?celex .
  FILTER(REGEX(STR(?celex), "^3[0-9]{{4}}[RLD]"))
  ?expression cdm:expression_belongs_to_work ?work ;
    cdm:expression_uses_language
      <http://publications.europa.eu/resource/authority/language/ENG> ;
    cdm:expression_title ?title .
"""
QUESTION = """
PREFIX cdm: <http://publications.europa.eu/ontology/cdm#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT ?celex (MIN(?date) AS ?day) (MIN(?title) AS ?name) (MIN(?from) AS ?force)
  (GROUP_CONCAT(DISTINCT ?code; separator=" ") AS ?codes) (SAMPLE(?count) AS ?total)
WHERE {{
  {{ SELECT (COUNT(DISTINCT ?celex) AS ?count) WHERE {{ {works} }} }}
  {works}
  OPTIONAL {{ ?work cdm:resource_legal_date_entry-into-force ?from }}
  OPTIONAL {{ ?work cdm:resource_legal_is_about_concept_directory-code ?code }}
}}
GROUP BY ?celex ORDER BY DESC(?day) ?celex LIMIT {limit} OFFSET {offset}
"""
ANY = """
PREFIX cdm: <http://publications.europa.eu/ontology/cdm#>
SELECT ?celex (1 AS ?total) WHERE { ?work cdm:resource_legal_id_celex ?celex } LIMIT 1
"""
"""Whether any act is there at all."""
TELLS = frozenset(
    {"title", "references", "documents", "action", "adoption", "entry_into_force"}
)


class EuCellarSpider(PagedSpider):
    """Reads the acts on goods dated since a day, the newest first."""

    name = "eu_cellar"
    card: ClassVar[Card] = Card(
        slug="eu_cellar",
        title="EU law (Cellar)",
        title_zh="欧盟法规库（Cellar）",
        url="https://eur-lex.europa.eu/",
        every=timedelta(hours=24),
        least=10,
        hosts=("publications.europa.eu",),
        licence="CC BY 4.0; Publications Office of the European Union",
        reach=timedelta(days=60),
        overlap=timedelta(days=30),
        proven=False,
    )
    rows_in = "bindings"
    total_in = "total"
    falling = True

    def address(self, _number: int, *, control: bool = False) -> str:
        """The question from where the last page ended, or whether anything is there."""
        since = f'FILTER(?date >= "{self.errand.since}"^^xsd:date)'
        question = QUESTION.format(
            works=WORKS.format(since=since), limit=SIZE, offset=self.tour.received
        )
        query = {"query": ANY if control else question}
        query["format"] = "application/sparql-results+json"
        return f"{ENDPOINT}?{urlencode(query)}"

    def headers(self) -> dict[str, str]:
        """The form of answer that is asked for."""
        return {"Accept": "application/sparql-results+json"}

    def answer_in(self, response: Response) -> Answer:
        """The rows with their plain values; the total stands in each of them."""
        results = read_object(response).get("results")
        found = results.get("bindings") if isinstance(results, dict) else None
        if not isinstance(found, list) or not all(
            isinstance(one, dict) for one in found
        ):
            raise changed(response, "there are no bindings")
        rows = [plain_values(one) for one in found]
        if not rows:
            return Answer([], self.tour.announced)
        totals = {row.pop("total", "") for row in rows}
        total = totals.pop()
        if totals or not total.isdecimal():
            raise changed(response, "the rows do not tell one total")
        return Answer(rows, int(total))

    def day_of(self, raw: Any) -> date | None:
        """The date of the act."""
        return sure_day(Record(self.card.title, raw).take("day"), self.errand)

    def id_of(self, raw: Any) -> str:
        """The CELEX number."""
        return str(raw.get("celex"))

    def item(self, raw: Any, place: str) -> NoticeItem:
        """One act, or the corrigendum of one."""
        record = Record(self.card.title, raw)
        celex, title = record.take("celex"), record.take("name").strip()
        match = CELEX.fullmatch(celex)
        if match is None:
            raise refused(celex)
        left_out = why_not_goods(title, record.take_any("codes") or "")
        if left_out:
            raise DroppedError(left_out)
        day = read_published(record.take("day"))
        content = read_content(record, celex, title)
        if match["mends"]:
            content["action"] = "corrigendum"
        else:
            content["adoption"] = day.isoformat()
        self.tell_once(record.finish())
        named = None if match["mends"] else NAME.search(title)
        item = national_item(
            self.card,
            key=celex,
            kind=NoticeKind.RULE,
            member="EU",
            symbol=named[0] if named else celex,
            distributed=day,
            content=content,
            tells=TELLS,
            place=place,
            family=(f"celex:{match['act']}",),
        )
        item.copy.link = TEXT.format(celex=celex)
        return item


def read_content(record: Record, celex: str, title: str) -> Content:
    """What a row tells of an act; the day from which it holds is not always there."""
    text = TEXT.format(celex=celex)
    content = Content(title=title, references=[celex], documents=[text])
    force = read_stated(record.take_any("force"), "date of entry into force")
    if force:
        content["entry_into_force"] = force.isoformat()
    return content


def plain_values(binding: Raw) -> dict[str, str]:
    """A row without the types of its values."""
    return {
        name: str(cell["value"])
        for name, cell in binding.items()
        if isinstance(cell, dict) and "value" in cell
    }


def refused(celex: str) -> Exception:
    """Why a CELEX number is none of ours: another kind of act, or no number at all."""
    if re.fullmatch(r"3[0-9]{4}[A-Z]{1,2}[0-9]{1,4}.*", celex):
        return DroppedError("eu_no_legal_act")
    return BadRowError("no_id", words=celex)


def why_not_goods(title: str, directory: str) -> str | None:
    """Why an act is not on goods: by its title and the directory of legislation.

    The codes are addresses that end in the figures of chapter and section.
    """
    found = [code.rpartition("/")[2] for code in directory.split()]
    return why_left_out("eu_acts", {"text": [fold(title)], "directory": found})
