"""The room of the drafts: its blueprint, on which several files hang pages."""

from flask import Blueprint

bp = Blueprint("drafts", __name__, template_folder="templates")
