"""Names of kinds of evidence."""

from flask_babel import lazy_gettext as _

from models.evidence import EvidenceKind

KINDS = {
    EvidenceKind.FIRMS: _("企业情况"),
    EvidenceKind.TRADE: _("贸易数据"),
    EvidenceKind.TEST: _("检测数据"),
    EvidenceKind.COST: _("成本"),
    EvidenceKind.STANDARD: _("标准"),
    EvidenceKind.TEXT: _("文本"),
    EvidenceKind.OTHER: _("其他"),
}
