"""Which papers are written from a case, what each is called, and in which languages."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from models.paper import PaperKind


@dataclass(frozen=True)
class Kind:
    """A kind of paper.

    ``internal`` holds what firms told the centre and never leaves it; ``bilingual``
    has an English text beside the Chinese one.
    """

    key: PaperKind
    label: LazyString
    purpose: LazyString
    internal: bool = False
    bilingual: bool = True


KINDS = {
    kind.key: kind
    for kind in (
        Kind(
            PaperKind.COMMENT,
            _("双语评议意见"),
            _("提交通报成员的正文，取自文稿。"),
        ),
        Kind(
            PaperKind.INTERNAL,
            _("评议意见（内部）"),
            _("供审核和评议会使用，含企业资料，不外传。"),
            internal=True,
            bilingual=False,
        ),
        Kind(
            PaperKind.EXTENSION,
            _("延长评议期请求"),
            _("评议期不足时，经国家通报咨询中心向通报成员提出。"),
        ),
        Kind(
            PaperKind.TRANSMITTAL,
            _("报送函"),
            _("随评议意见报送国家通报咨询中心。"),
            bilingual=False,
        ),
        Kind(
            PaperKind.CHASE,
            _("催询函"),
            _("已提交而逾期未复时使用。"),
        ),
        Kind(
            PaperKind.CONCERN,
            _("特别贸易关注材料"),
            _("委员会例会前的双语表态口径。"),
        ),
    )
}
"""In the order in which a case needs them."""
DRAFTS = (PaperKind.COMMENT, PaperKind.INTERNAL)
"""Those whose text is written among the drafts."""
EDITED = tuple(key for key in KINDS if key not in DRAFTS)
"""Those whose text is written here."""
