"""The states of a report, and the range of what was lost."""

from flask_babel import lazy_gettext as _

from models.voice import BarrierState

STATES = {
    BarrierState.NEW: _("待核实"),
    BarrierState.CHECKING: _("核实中"),
    BarrierState.PASSED: _("转办"),
    BarrierState.CLOSED: _("已结"),
    BarrierState.UNVERIFIABLE: _("无法核实"),
}
"""What the centre sees; a report that waits for its address is no business of ours."""
LOSSES = {
    "none": _("没有"),
    "to10": _("不到10万元"),
    "to50": _("10万–50万元"),
    "to100": _("50万–100万元"),
    "to500": _("100万–500万元"),
    "over500": _("500万元以上"),
}
