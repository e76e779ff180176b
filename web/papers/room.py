"""The blueprint of the papers."""

from flask import Blueprint

bp = Blueprint("papers", __name__, template_folder="templates")
