"""`aidbridge generate`: a mission made up by a seed."""

from pathlib import Path
from typing import Annotated

import typer

from ..generation.order import Shape


def generate(
    folder: Annotated[Path, typer.Argument(help="The mission folder to write; new or empty.", show_default=False)],
    shape: Annotated[
        Shape,
        typer.Option(
            help="bridge: one donor, one airfield; network: several of each; congested: one narrow airfield; donors: many; "
            "relay: to a hub, and on in smaller aircraft."
        ),
    ] = Shape.BRIDGE,
    loads: Annotated[int, typer.Option(help="About how many aircraft loads everything offered makes.")] = 12,
    aircraft: Annotated[int, typer.Option(help="Aircraft in all.")] = 6,
    airfields: Annotated[int, typer.Option(help="Airfields in all, the one of debarkation included.")] = 3,
    places: Annotated[int, typer.Option(help="Places in need.")] = 5,
    days: Annotated[int, typer.Option(help="Days until which need is counted.")] = 14,
    crews: Annotated[
        int, typer.Option(help="Crews for each aircraft; 0 names none, and each flight is flown as if it had one.")
    ] = 0,
    seed: Annotated[int, typer.Option(help="The same seed and figures give the same mission.")] = 1,
    at: Annotated[str, typer.Option(help="Airfield of debarkation, such as LTAF; else the seed chooses one.")] = "",
) -> None:
    """Make up a mission of any size and shape, for tests, benchmarks and teaching.

    Airfields, cities, states and distances are real; who asks, gives and flies is made up, and the file says so.
    """
    from ..generation.mission import generate as generated
    from ..generation.order import Order
    from ..missionfile.write import write_mission

    mission = generated(Order(shape, loads, aircraft, airfields, places, days, seed, crews, at.upper()))
    write_mission(mission, folder)
    typer.echo(
        f"{folder}: {mission.request.by} asks, {len(mission.offers) - 1} give; {len(mission.teams)} teams, "
        f"{len(mission.vehicles)} vehicles, {len(mission.supplies)} supplies, {len(mission.fleet)} aircraft, "
        f"{len(mission.airfields)} airfields into {', '.join(mission.debarkations)}"
        + "".join(f" by way of {transfer.at}" for transfer in mission.transfers)
        + "."
    )
    typer.echo(f"Next: aidbridge plan {folder} --out {folder}-plan")
