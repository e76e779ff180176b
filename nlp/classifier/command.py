"""`python -m nlp train`: the classifier again, from what lies in the repository."""

import argparse
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from nlp.classifier.model import SHIPPED
from nlp.classifier.training import train


def add_train(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to those of the program."""
    training = commands.add_parser("train", help="train the classifier again")
    training.add_argument("--out", type=Path, default=SHIPPED)


def run_train(options: argparse.Namespace) -> str:
    """Train with a bar on the terminal; the answer is the line to print."""
    with Progress(console=Console(stderr=True)) as bar:
        task = bar.add_task("train", total=None)
        figures = train(
            options.out,
            lambda done, total: bar.update(task, completed=done, total=total),
        )
    return " ".join(f"{name}={figure}" for name, figure in figures.items())
