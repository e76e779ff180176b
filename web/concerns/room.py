"""The room of trade concerns: its blueprint."""

from flask import Blueprint

bp = Blueprint("concerns", __name__, template_folder="templates")
