"""Where documents are fetched: the publishers' own hosts, and no other."""

from datetime import timedelta

from crawler.card import Card

DOCUMENTS = Card(
    slug="documents",
    title="Official documents",
    title_zh="官方文件",
    url="https://docs.wto.org/",
    every=timedelta(minutes=15),
    least=0,
    hosts=(
        "docs.wto.org",
        "members.wto.org",
        "www.federalregister.gov",
        "www.govinfo.gov",
        "downloads.regulations.gov",
        "www.legislation.gov.uk",
        "publications.europa.eu",
        "eur-lex.europa.eu",
        "laws.e-gov.go.jp",
    ),
    licence="of each publisher; texts are kept for search and reference",
    delay=1.0,
)
"""Not a source of notices: it has no row of its own, only runs of its job."""
