"""The room of the workbench: its blueprint, on which several files hang pages."""

from flask import Blueprint

from web.cases.words import DUES, FLAGS

bp = Blueprint("cases", __name__, template_folder="templates")


@bp.app_context_processor
def words() -> dict[str, object]:
    """What cards and tabs of a case say wherever they stand."""
    return {"DUES": DUES, "CASE_FLAGS": FLAGS}
