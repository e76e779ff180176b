"""A question to a Member's enquiry point about a measure that was not notified.

What is asked, and under which articles, is in ``requests.csv`` and ``law.csv``.
"""

from web.radar.law import ANSWER, cite, requests
from web.radar.stating import goods_lines, measure_lines, numbered, say
from web.radar.subject import Subject

PAPER = "enquiry"


def draft_enquiry(one: Subject, *, chinese: bool) -> str:
    """The question in one language, with the facts of the measure filled in."""
    lines = [
        *(opening_zh(one) if chinese else opening_en(one)),
        *measure_lines(one, chinese=chinese),
        *goods_lines(one, chinese=chinese)[2:],
        "",
        "请予答复：" if chinese else "We should be grateful for an answer to these:",
        *numbered(
            requests(PAPER, one.facts.type, one.duties, chinese=chinese),
            chinese=chinese,
        ),
        "",
        basis(one, chinese=chinese),
    ]
    return "\n".join(lines) + "\n"


def opening_zh(one: Subject) -> list[str]:
    """To whom, and why, in Chinese."""
    agreements = "、".join(one.duties.agreements)
    doubt = "" if one.certain else "；我方掌握的通报可能不全"
    return [
        f"致{one.facts.member}{agreements}咨询点：",
        "",
        f"下列{one.kind[0]}由贵方公布。截至{say(one.looked, chinese=True)}，"
        f"我方未查到该措施的世贸组织通报{doubt}。",
        "",
    ]


def opening_en(one: Subject) -> list[str]:
    """To whom, and why, in English."""
    agreements = "/".join(one.duties.agreements)
    doubt = "" if one.certain else "; the notifications we hold may be incomplete"
    return [
        f"To the {agreements} enquiry point of {one.facts.member_en}",
        "",
        f"The {one.kind[1]} below has been published on your side. Up to"
        f" {say(one.looked, chinese=False)} we have not found a WTO notification of"
        f" it{doubt}.",
        "",
    ]


def basis(one: Subject, *, chinese: bool) -> str:
    """Under which articles an enquiry point answers."""
    told = cite(ANSWER, one.duties, chinese=chinese)
    if chinese:
        return f"本询问依据{told}提出。"
    return f"This enquiry is made under: {told}."
