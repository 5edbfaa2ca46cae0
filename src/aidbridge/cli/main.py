"""`aidbridge`: the commands and what their exit status means."""

import sys
from typing import Annotated

import typer

from .. import __version__
from ..model.errors import AidbridgeError, InputError
from .allocate import allocate
from .catalogue import catalogue
from .check import check
from .clearances import clearances
from .exchange import exchange
from .generate import generate
from .intake import intake
from .ledger import ledger
from .load import load
from .offers import offers
from .plan import plan
from .report import report
from .schema import schema
from .show import show
from .situation import situation
from .whatif import whatif

app = typer.Typer(
    name="aidbridge",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="From a country's call for help to a checked relief mission: who gives what, which aircraft carries it and where in "
    "its hold, when each flight leaves and by which states, how the convoy goes on, which team works where.",
    epilog="Exit status: 0 accepted and all that must move moved; 1 a rule is broken, unproven, or something that must happen "
    "does not; 2 bad input; 130 interrupted (the best plan so far is written).",
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"aidbridge {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Options that need no command."""


COMMANDS = (
    plan, check, show, report, whatif, offers, allocate, ledger, clearances, load, exchange, intake, situation, generate, schema,
    catalogue,
)  # fmt: skip
for command in COMMANDS:
    app.command()(command)


def run() -> None:
    """Run the command line; faults of an input are told without a traceback."""
    try:
        app()
    except InputError as wrong:
        for fault in wrong.faults:
            typer.echo(str(fault), err=True)
        if wrong.untold:
            typer.echo(f"... and {wrong.untold:,} more.", err=True)
        count = len(wrong.faults) + wrong.untold
        typer.echo(f"{count} {'fault' if count == 1 else 'faults'} found; nothing was done.", err=True)
        sys.exit(2)
    except AidbridgeError as wrong:
        typer.echo(str(wrong), err=True)
        sys.exit(2)
