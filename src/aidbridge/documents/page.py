"""The page of a plan: one HTML file that needs no network."""

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from ..model.plan import Plan
from ..model.resolved import Resolved
from ..model.verdict import Verdict
from .dossier import PHASES, Dossier, dossier
from .drawings.aircraft_timeline import aircraft_timeline
from .drawings.airfield_timeline import airfield_timeline
from .drawings.march import march_chart
from .rows import figures as figure_rows
from .rows import needs
from .rows import proof as proof_rows
from .sections import field, figures, flights, ledger, loads, proof, reasons, units

POLICY = "img-src data:; base-uri 'none'; form-action 'none'"
_LINK = re.compile(r"(https?://[^\s<>\"']*[^\s<>\"'.,;:)])")


def page(resolved: Resolved, plan: Plan, verdict: Verdict, language: str = "en") -> str:
    """The page as HTML. Whatever stands in the mission is escaped; the file loads nothing and runs only its own script."""
    d = dossier(resolved, plan, verdict, language)
    folder = files(__package__).joinpath("templates")
    style, unit_style, script = (folder.joinpath(name).read_text(encoding="utf-8") for name in ("page.css", "unit.css", "page.js"))
    # Only the page's own script may run, whatever a text of the mission may have smuggled in.
    digest = b64encode(sha256(script.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; {POLICY}"
    template = environment().get_template("page.html")
    frame = {"policy": policy, "style": Markup(style + unit_style), "script": Markup(script), "language": language}
    return template.render(_content(d) | frame)


@cache
def environment() -> Environment:
    """Templates as all pages are made from: whatever is filled in is escaped."""
    made = Environment(
        loader=PackageLoader(__package__, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["linked"] = _linked
    return made


def _content(d: Dossier) -> dict[str, Any]:
    """What the templates lay out."""
    phases = [
        {
            "id": phase,
            "name": d.voice.say(f"phase.{phase}"),
            "loads": loads.load_cards(d, phase),
            "aircraft": aircraft_timeline(d, phase),
            "airfields": airfield_timeline(d, phase),
            "legs": flights.leg_rows(d, phase),
            "marches": march_chart(d, phase),
        }
        for phase in PHASES
    ]
    return {
        "d": d,
        "mission": d.resolved.mission,
        "plan": d.plan,
        "say": d.voice.say,
        "voice": d.voice,
        "clock": d.voice.clock,
        "banner": figures.banner(d),
        "headline": figures.headline_tiles(d),
        "tiles": figures.tiles(d),
        "hubs": figure_rows.hubs(d),
        "groups": ledger.ledger_groups(d),
        "left_behind": needs.left_behind(d),
        "unused": needs.unused(d),
        "phases": phases,
        "units": units.unit_cards(d),
        "airlift": flights.airlift_map(d),
        "clearances": flights.clearance_rows(d),
        "asks": flights.open_asks(d),
        "marches": field.march_cards(d),
        "calendar": field.calendar(d),
        "days": field.day_lists(d),
        "march_map": field.march_map(d),
        "site_map": field.site_map(d),
        "rules": proof.rule_cards(d),
        "bounds": proof.bound_cards(d),
        "fact_groups": proof.fact_groups(d),
        "fact_value": lambda fact: proof.fact_value(d, fact),
        "decisions": proof_rows.decisions(d),
        "stages": reasons.stages(d),
        "searches": reasons.searches(d),
    }


def _linked(text: str) -> Markup:
    """Text with the web addresses in it as links; nothing else becomes markup."""
    parts = _LINK.split(text)
    return Markup("").join(
        Markup('<a href="{0}" rel="noopener noreferrer">{1}</a>').format(part, _short(part)) if n % 2 else escape(part)
        for n, part in enumerate(parts)
    )


def _short(address: str) -> str:
    """The site of an address, as a link's text."""
    return address.split("/")[2].removeprefix("www.")
