"""The page as a document: complete, self-contained, safe against what stands in a mission."""

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest

import large_plan
import sample_plan
import samples
from aidbridge.checker.check import check
from aidbridge.documents.page import page
from aidbridge.model.facts import Fact, Status
from aidbridge.model.messages import Message
from aidbridge.model.plan import LeftBehind

SECTIONS = (
    "verdict", "figures", "coverage", "left", "unused", "clearances", "timelines", "routes", "flights", "loads", "convoys", "tours",
    "rules", "bounds", "assumptions", "reasons",
)  # fmt: skip
VOID = {"meta", "link", "input", "br", "line", "rect", "circle", "path"}
HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7*7 }}</style>"


class Reader(HTMLParser):
    """Gathers ids, tags and attributes, and whether what is opened is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open and self.open[-1] == tag, (tag, self.open[-3:])
            self.open.pop()


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader


@pytest.fixture(scope="module")
def small() -> str:
    world, plan = samples.resolved(), sample_plan.sample_plan()
    return page(world, plan, check(world, plan))


@pytest.fixture(scope="module")
def large() -> str:
    world = large_plan.resolved()
    plan = large_plan.plan(world)
    return page(world, plan, large_plan.verdict(plan))


def test_the_page_is_well_formed_and_has_every_section_once(small: str, large: str) -> None:
    for html in (small, large):
        reader = read(html)
        assert reader.open == []
        assert [id for id in reader.ids if id in SECTIONS] == list(SECTIONS)
        assert len(set(reader.ids)) == len(reader.ids)
        linked = {value[1:] for _, name, value in reader.attributes if name == "href" and value.startswith("#")}
        assert linked <= set(reader.ids)
        assert html.count("<h1>") == 1


def test_nothing_is_fetched(large: str) -> None:
    reader = read(large)
    assert not [tag for tag in reader.tags if tag in ("iframe", "object", "embed", "img", "form", "base", "audio", "video")]
    for tag, name, value in reader.attributes:
        assert not (name == "src" or name.startswith("on")), (tag, name, value)
        assert name != "href" or value.startswith(("#", "https://", "http://", "data:,")), value
        assert "url(http" not in value and "javascript:" not in value
    assert "@import" not in large and "url(http" not in large


def test_the_policy_forbids_the_network_and_every_other_script(large: str) -> None:
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', large)
    assert policy is not None
    rules = policy[1].replace("&#39;", "'")
    assert rules.startswith("default-src 'none';")
    scripts = re.findall(r"<script>(.*?)</script>", large, flags=re.S)
    assert len(scripts) == 1
    assert f"'sha256-{b64encode(sha256(scripts[0].encode()).digest()).decode()}'" in rules
    assert "unsafe-inline" not in rules.split("script-src")[1] and "unsafe-eval" not in rules


def test_hostile_texts_stay_text() -> None:
    world, plan = samples.resolved(), sample_plan.sample_plan()
    mission = world.mission
    evil = mission.model_copy(
        update={
            "title": {"en": HOSTILE, "it": HOSTILE}, "slogan": {"en": HOSTILE},
            "sites": tuple(s.model_copy(update={"name": HOSTILE, "town": HOSTILE}) for s in mission.sites),
            "places": tuple(p.model_copy(update={"name": HOSTILE}) for p in mission.places),
            "clearances": tuple(c.model_copy(update={"source": f"https://example.org/{HOSTILE}", "number": HOSTILE})
                                for c in mission.clearances),
        }
    )  # fmt: skip
    facts = (
        *world.facts,
        Fact(key="site:x.lat", value=HOSTILE, status=Status.ESTIMATED, source="javascript:alert(1)", note=HOSTILE),
    )
    fields = tuple(a.model_copy(update={"name": HOSTILE}) for a in world.airfields)
    evil_world = world.model_copy(update={"mission": evil, "facts": facts, "airfields": fields, "outlines": HOSTILE})
    left = (LeftBehind(item="RU-vent.2", phase="out", reason=Message(key=HOSTILE, params={"a": HOSTILE})),)
    evil_plan = plan.model_copy(update={"left_behind": left, "mission_hash": HOSTILE, "versions": {"x": HOSTILE}})
    html = page(evil_world, evil_plan, check(world, plan))
    reader = read(html)
    assert reader.open == []
    assert reader.tags.count("script") == 1 and "img" not in reader.tags
    assert not [name for _, name, _ in reader.attributes if name.startswith("on")]
    assert not [value for _, name, value in reader.attributes if name == "href" and "javascript" in value]
    assert "{{ 7*7 }}" in html and "49" not in re.findall(r"<title>(.*?)</title>", html, flags=re.S)[0]


def test_what_a_plan_names_wrongly_is_shown_as_it_stands() -> None:
    world, plan = samples.resolved(), sample_plan.sample_plan()
    load = plan.loads[0]
    lost = load.model_copy(update={"aircraft_type": "unheard", "persons": ("nobody",), "placements": load.placements[:1]})
    convoy = plan.convoys[0].model_copy(update={"destination": "nowhere"})
    broken = plan.model_copy(
        update={"loads": (lost, *plan.loads[1:]), "convoys": (convoy,), "coverage": plan.coverage[:1], "bounds": (), "tours": ()}
    )
    html = page(world, broken, check(world, broken))
    assert "unheard" in html and "nowhere" in html and "Not accepted" in html


def test_an_empty_plan_has_a_page() -> None:
    world, plan = samples.resolved(), sample_plan.sample_plan()
    nothing = dict.fromkeys(
        ("assignments", "unused", "loads", "sorties", "convoys", "tours", "bounds", "explanations", "progress"), ()
    )
    empty = plan.model_copy(update=nothing)
    html = page(world, empty, check(world, empty))
    assert html.count('class="nothing"') >= 8
    assert [id for id in read(html).ids if id in SECTIONS] == list(SECTIONS)


def test_the_verdict_says_what_the_exit_status_means(small: str, large: str) -> None:
    assert "Accepted by the checker" in small
    assert "Not accepted by the checker" in large and "(exit status 1)" in large and "1 item stays behind." in large


def test_breaches_and_what_is_unproven_are_told_in_full(large: str) -> None:
    assert '<details class="rule broken" open>' in large and '<details class="rule not_provable" open>' in large
    assert "airfield:LIPX.strength" in large


def test_unknown_cost_is_unknown_and_not_zero(large: str) -> None:
    tile = re.search(r"<dt>Cost</dt>(.*?)</dd>", large, flags=re.S)
    assert tile is not None and ">unknown<" in tile[1] and "flying" in tile[1]


def test_every_load_item_and_team_is_on_the_page(large: str) -> None:
    world = large_plan.resolved()
    for load in large_plan.plan(world).loads:
        assert f'id="load-{load.id}"' in large
        for name in (*(p.item for p in load.placements), *load.persons):
            assert name in large


def test_local_time_changes_with_the_clock(large: str) -> None:
    plain = large.replace("\N{NO-BREAK SPACE}", " ")
    assert '<span class="utc">28 Mar 07:00 UTC</span> <span class="local">08:00 CET</span>' in plain
    assert '<span class="utc">29 Mar 06:00 UTC</span> <span class="local">08:00 CEST</span>' in plain


def test_the_page_speaks_other_languages() -> None:
    world, plan = samples.resolved(), sample_plan.sample_plan()
    verdict = check(world, plan)
    for language, heading in (("it", "Carichi e stive"), ("ru", "Загрузка и грузовые кабины"), ("sw", "Loads and holds")):
        html = page(world, plan, verdict, language)
        assert f'<html lang="{language}">' in html and f"<h2>{heading}</h2>" in html


def test_a_page_of_the_reference_missions_size_stays_under_3_mb(large: str) -> None:
    assert len(large.encode()) < 3_000_000


def test_the_same_plan_gives_the_same_page(small: str) -> None:
    world, plan = samples.resolved(), sample_plan.sample_plan()
    assert page(world, plan, check(world, plan)) == small
