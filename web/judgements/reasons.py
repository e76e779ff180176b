"""The closed lists of reasons that an officer may give with a verdict."""

from models.judgement import Verdict
from web.marks import N_

REASONS = {
    Verdict.CONFIRMED: {
        "named": N_("文本写明本行业产品"),
        "input": N_("影响本行业的原料、部件或包装"),
        "firms": N_("有企业反映受影响"),
        "other_yes": N_("其他（请说明）"),
    },
    Verdict.REFUSED: {
        "goods": N_("所列产品不属于本行业"),
        "purpose": N_("只是用途或原料，不是受管产品"),
        "aimed": N_("措施针对其他成员的货物"),
        "code": N_("通报编码有误或过宽"),
        "subject": N_("不涉及货物"),
        "other_no": N_("其他（请说明）"),
    },
}
IN_WORDS = frozenset({"other_yes", "other_no"})
"""Reasons that say nothing without words beside them."""
MOST = 300
"""Letters of the words beside a reason."""


def reason_words(reason: str) -> str:
    """The wording of a reason, or '' for none."""
    return next((group[reason] for group in REASONS.values() if reason in group), "")
