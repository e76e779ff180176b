"""The room of the arguments: its blueprint, on which several files hang pages."""

from flask import Blueprint

bp = Blueprint("arguments", __name__, template_folder="templates")
