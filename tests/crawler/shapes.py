"""Rows and pages of publishers of the EU, the UK and Japan, in their exact shapes."""

from __future__ import annotations

import json
from datetime import date
from typing import Any


def rasff_row(number: int, day: date) -> dict[str, Any]:
    country = {"organizationName": "Côte d'Azur", "isoCode": "FR"}
    return {
        "notifId": 601000 + number,
        "ecValidationDate": f"{day:%d-%m-%Y} 09:41:07",
        "reference": f"2023.{1100 + number}",
        "notifyingCountry": country,
        "subject": f"Lead migration from glass mugs from China, lot {number}",
        "productCategory": {"id": 18447, "description": "food contact materials"},
        "productType": {"id": 281, "description": "food contact material"},
        "notificationClassification": {
            "id": 305,
            "description": "border rejection notification",
        },
        "riskDecision": {"id": 18761, "description": "serious"},
        "published": True,
        "originCountries": [{"organizationName": "China", "isoCode": "CN"}],
    }


def rasff_body(rows: list[Any], total: int, _next: str) -> bytes:
    pages = -(-total // 100)
    found = {"notifications": rows, "totalElements": total, "totalPages": pages}
    return plain_json(found)


def say_row(number: int, day: date) -> dict[str, Any]:
    status = {
        "frontEndStage": "ISC_WORKFLOW",
        "receivingFeedbackStatus": "OPEN",
        "feedbackStartDate": f"{day:%Y/%m/%d} 08:24:00",
        "feedbackEndDate": "2093/09/28 23:59:59",
        "isCurrent": True,
    }
    return {
        "id": float(18000 + number),
        "reference": f"Ares(2023)70148{number:02}",
        "foreseenActType": "REG_DEL",
        "initiativeStatus": "ACTIVE",
        "shortTitle": f"Matériaux – food contact materials, part {number}",
        "currentStatuses": [status],
        "topics": [{"code": "FOOD", "label": "Food safety"}],
    }


def say_body(rows: list[Any], total: int, _next: str) -> bytes:
    page = {"content": rows, "totalElements": total}
    return plain_json({"initiativeResultDtoPage": page})


def law_row(number: int, day: date) -> dict[str, Any]:
    law_id = f"505M6000000{2000 + number}"
    wording = {
        "law_revision_id": f"{law_id}_20230519_000000000000000",
        "law_type": "MinisterialOrdinance",
        "law_title": f"食品表示基準の一部を改正する内閣府令 その{number}",
        "law_title_kana": None,
        "abbrev": None,
        "category": "厚生",
        "updated": f"{day}T00:41:35+09:00",
        "amendment_promulgate_date": None,
        "amendment_enforcement_date": "2023-05-19",
        "amendment_enforcement_comment": None,
        "amendment_scheduled_enforcement_date": None,
        "amendment_law_id": None,
        "amendment_law_title": None,
        "amendment_law_title_kana": None,
        "amendment_law_num": None,
        "amendment_type": "1",
        "repeal_status": "None",
        "repeal_date": None,
        "remain_in_force": False,
        "mission": "Partial",
        "current_revision_status": "CurrentEnforced",
    }
    law = {
        "law_type": "MinisterialOrdinance",
        "law_id": law_id,
        "law_num": f"令和五年内閣府令第{number}号",
        "law_num_era": "Reiwa",
        "law_num_year": 5,
        "law_num_type": "MinisterialOrdinance",
        "law_num_num": f"{number:03}",
        "promulgation_date": f"{day}",
    }
    return {"law_info": law, "revision_info": wording, "current_revision_info": wording}


def law_body(rows: list[Any], total: int, _next: str) -> bytes:
    found = {"total_count": total, "count": len(rows), "next_offset": 0, "laws": rows}
    return plain_json(found)


def history_body(law_id: str, wordings: list[dict[str, Any]]) -> bytes:
    law = {**law_row(1, date(1947, 12, 24))["law_info"], "law_id": law_id}
    return plain_json({"law_info": law, "revisions": wordings})


def act_row(number: int, day: date) -> dict[str, Any]:
    told = {
        "celex": f"32023R0{100 + number}",
        "day": f"{day}",
        "name": f"Commission Regulation (EU) 2023/{100 + number} on détergents"
        " and other chemicals",
        "codes": "",
    }
    return {name: {"type": "literal", "value": told[name]} for name in told}


def act_body(rows: list[Any], total: int, _next: str) -> bytes:
    count = {"total": {"type": "typed-literal", "value": str(total)}}
    results = {"ordered": True, "bindings": [{**row, **count} for row in rows]}
    return plain_json({"head": {"link": [], "vars": []}, "results": results})


FEED = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"
 xmlns:leg="http://www.legislation.gov.uk/namespaces/legislation"
 xmlns:ukm="http://www.legislation.gov.uk/namespaces/metadata"
 xmlns:pbl="http://www.legislation.gov.uk/namespaces/publication-log"
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">
<opensearch:totalResults>{total}</opensearch:totalResults>
{link}{entries}</feed>
"""
ENTRY = """<entry>
<id>http://www.legislation.gov.uk/uksi/2023/{number}/made/data.xml/published/{day}T10</id>
<dc:identifier>http://www.legislation.gov.uk/id/uksi/2023/{number}</dc:identifier>
<title>The Food (Crème Fraîche) Regulations 2023, part {number}</title>
<author><name>King's Printer of Acts of Parliament</name></author>
<updated>{day}T10:11:12.5+01:00</updated>
<ukm:DocumentCategory Value="secondary"/>
<ukm:DocumentMainType Value="UnitedKingdomStatutoryInstrument"/>
<ukm:Year Value="2023"/>
<ukm:Number Value="{number}"/>
<pbl:ContentType>legislation</pbl:ContentType>
<pbl:Event>published</pbl:Event>
<pbl:Republished>false</pbl:Republished>
<pbl:New>true</pbl:New>
<link rel="alternate" type="application/pdf"
 href="http://www.legislation.gov.uk/uksi/2023/{number}/made/data.pdf"/>
<pbl:Format>xml</pbl:Format>
<dc:language>en</dc:language>
</entry>
"""


def entry_row(number: int, day: date) -> str:
    return ENTRY.format(number=number, day=day)


def entry_body(rows: list[Any], total: int, following: str) -> bytes:
    link = f'<link rel="next" href="{following}"/>\n' if following else ""
    return FEED.format(total=total, link=link, entries="".join(rows)).encode()


def plain_json(found: Any) -> bytes:
    return json.dumps(found, ensure_ascii=False).encode()
