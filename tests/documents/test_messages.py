"""The message catalogue: keys, parameters, plurals, languages."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
import yaml

import aidbridge
import mutants_allocation
import mutants_field
import mutants_flight
import mutants_load
import mutants_road
import mutants_whole
import sample_plan
import samples
from aidbridge.checker.bounds import PROOFS
from aidbridge.checker.check import check
from aidbridge.checker.registry import RULES
from aidbridge.documents.clock import Clock
from aidbridge.documents.dossier import dossier
from aidbridge.documents.messages import KINDS, catalogue, knows, languages, plural, say
from aidbridge.documents.rows.proof import finding_text
from aidbridge.model.messages import Message

SOURCE = Path(aidbridge.__file__).parent
TEMPLATES = sorted((SOURCE / "documents/templates").glob("*.html"))
MODULES = sorted(path for path in SOURCE.rglob("*.py"))
MUTANTS = [m.MUTANTS for m in (mutants_allocation, mutants_field, mutants_flight, mutants_load, mutants_road, mutants_whole)]
FIELD = re.compile(r"\{(\w+)(?::(\w+))?\}")


class NoDuplicates(yaml.SafeLoader):
    """Refuses a key that stands twice, which YAML would silently let win."""


def _mapping(loader: NoDuplicates, node: yaml.MappingNode) -> dict[object, object]:
    keys = [loader.construct_object(key) for key, _ in node.value]
    twice = sorted({str(key) for key in keys if keys.count(key) > 1})
    assert not twice, f"line {node.start_mark.line + 1}: {twice}"
    assert all(isinstance(key, str) for key in keys), keys
    return loader.construct_mapping(node, deep=True)


NoDuplicates.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def _forms(key: str, language: str) -> list[str]:
    text = catalogue(language)[key]
    return [text] if isinstance(text, str) else [form for name, form in text.items() if name != "by"]


def _strings() -> tuple[set[str], set[str]]:
    """All texts in the code and templates that may be keys, and the beginnings of those put together."""
    whole, beginnings = set(), set()
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                first = node.values[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    beginnings.add(first.value)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                whole.add(node.value)
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        whole |= set(re.findall(r'"([a-z][\w.]*)"', text)) | set(re.findall(r"'([a-z][\w.]*)'", text))
        beginnings |= set(re.findall(r'"([a-z][\w]*\.)" ~', text))
    # Columns are named in one text, separated by blanks, or in a row of names.
    rows = {text for text in whole if re.fullmatch(r"[a-z0-9_ ]+", text)}
    return whole | {f"column.{word}" for text in rows for word in text.split()}, {b for b in beginnings if "." in b}


def _docket_keys() -> Iterator[tuple[str, str]]:
    """(module, aspect) of everything that the checker enters into its docket by a fixed key."""
    for module in sorted({rule.judge.__module__ for rule in RULES}):
        path = Path(import_module(module).__file__ or "")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and len(node.args) > 1:
                texts = [arg.value for arg in node.args[:3] if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
                if isinstance(node.func.value, ast.Name) and node.func.value.id == "docket" and texts:
                    yield module, texts[-1] if node.func.attr == "require" and len(texts) > 1 else texts[0]


@pytest.mark.parametrize("language", languages())
def test_no_key_stands_twice_and_all_are_text(language: str) -> None:
    text = (SOURCE / f"documents/messages/{language}.yaml").read_text(encoding="utf-8")
    yaml.load(text, Loader=NoDuplicates)


def test_every_key_said_by_templates_and_documents_exists() -> None:
    said = set()
    for path in TEMPLATES:
        said |= set(re.findall(r'say\(["\']([\w.]+)["\']', path.read_text(encoding="utf-8")))
    for path in MODULES:
        said |= set(re.findall(r'\bsay\(\s*"([\w.]+)"', path.read_text(encoding="utf-8")))
    assert len(said) > 100
    assert sorted(key for key in said if not key.endswith(".") and not knows(key)) == []


def test_every_message_key_of_the_planners_exists() -> None:
    keys = set()
    for path in (*SOURCE.glob("planners/**/*.py"), *SOURCE.glob("planning/*.py")):
        text = path.read_text(encoding="utf-8")
        keys |= set(re.findall(r'"((?:allocation|loading|flights|convoys|fieldwork|plan)\.[a-z_.]+)"', text))
    # Names of searches and of log stages are no messages.
    assert sorted(key for key in keys - {"loading.groups"} if not knows(key)) == []


def test_every_column_of_every_table_has_a_header() -> None:
    about = dossier(samples.resolved(), sample_plan.sample_plan(), check(samples.resolved(), sample_plan.sample_plan()))
    from aidbridge.documents.tables import TABLES

    for make in TABLES.values():
        made = make(about)
        assert not [header for header in made.headers if header.startswith("column.")], made.id
        assert not made.title.startswith("table."), made.id


def test_every_finding_that_the_checker_can_make_has_a_sentence() -> None:
    rules: dict[str, list[str]] = {}
    for rule in RULES:
        rules.setdefault(rule.judge.__module__, []).append(rule.id)
        assert knows(f"rule.{rule.id}"), rule.id
    found = sorted(set(_docket_keys()))
    assert len(found) > 120
    missing = [
        (module, key)
        for module, key in found
        if not any(knows(f"{rule}.{key}") or knows(f"{rule}.differs") for rule in rules[module])
    ]
    assert missing == []


def test_every_finding_on_the_sample_is_said_in_words() -> None:
    world, plan = samples.resolved(), sample_plan.sample_plan()
    about = dossier(world, plan, check(world, plan))
    for finding in about.verdict.findings:
        text = finding_text(about, finding)
        assert finding.key not in text, (finding.key, text)
        assert "{" not in text, (finding.key, text)


def test_no_key_is_unused() -> None:
    whole, beginnings = _strings()
    rules = {rule.id for rule in RULES}
    aspects = {aspect for _, aspect in _docket_keys()}
    literals = {word for text in whole for word in (text, text.partition(".")[2])}

    def used(key: str) -> bool:
        rule, _, aspect = key.partition(".")
        if rule in rules:
            return aspect in aspects or aspect.removesuffix("_broken") in literals or aspect == "differs"
        return key in whole or rule in ("word", "unit") or any(key.startswith(beginning) for beginning in beginnings)

    assert sorted(key for key in catalogue("en") if not used(key)) == []


@pytest.mark.parametrize("language", languages())
def test_translations_know_no_other_keys_and_no_other_parameters(language: str) -> None:
    english = catalogue("en")
    for key in catalogue(language):
        assert key in english, key
        allowed = {name for text in _forms(key, "en") for name, _ in FIELD.findall(text)}
        allowed |= {str(english[key]["by"])} if isinstance(english[key], dict) else set()
        for text in _forms(key, language):
            assert {name for name, _ in FIELD.findall(text)} <= allowed, key
            assert all(not kind or kind in KINDS or kind in ("clock", "word", "country") for _, kind in FIELD.findall(text)), key


def test_headings_are_translated() -> None:
    for language in ("it", "ru"):
        headings = [key for key in catalogue("en") if key.startswith(("section.", "nav.", "figure.", "standing."))]
        assert [key for key in headings if key not in catalogue(language)] == []
        assert say("section.loads", language=language) != say("section.loads")


def test_what_a_language_lacks_is_said_in_english() -> None:
    assert say("searches.title", language="ru") == say("searches.title")
    assert say("section.loads", language="sw") == "Loads and holds"
    assert say("section.loads", language="it-CH") == "Carichi e stive"


def test_an_unknown_key_is_said_with_what_it_carries() -> None:
    assert say("nobody.knows", {"b": 2, "a": "x"}) == "nobody.knows (a x, b 2)"
    assert say(Message(key="nobody.knows")) == "nobody.knows"


def test_a_parameter_is_text_and_never_a_pattern() -> None:
    hostile = "{value} {0.__class__} <b>"
    assert say("plan.impossible", {"item": hostile, "reason": "r"}) == f"{hostile} cannot move: r"


def test_what_is_missing_is_a_dash() -> None:
    assert say("ledger.severity", {}) == "severity –"


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", {0: "other", 1: "one", 2: "other", 11: "other", 21: "other"}),
        ("it", {0: "other", 1: "one", 5: "other"}),
        ("ru", {0: "many", 1: "one", 2: "few", 5: "many", 11: "many", 12: "many", 21: "one", 22: "few", 111: "many", 1.5: "other"}),
    ],
)
def test_plural_categories(language: str, forms: dict[float, str]) -> None:
    assert {count: plural(count, language) for count in forms} == forms


def test_sentences_agree_with_their_number() -> None:
    assert say("verdict.left_behind", {"n": 1}) == "1 item stays behind."
    assert say("verdict.left_behind", {"n": 4}) == "4 items stay behind."
    assert say("verdict.left_behind", {"n": 4}, "ru") == "Остаются 4 предмета."


def test_instants_are_told_in_utc_and_local_time() -> None:
    clock = Clock(samples.START, "Europe/Rome")
    assert say("P3.not_before", {"load": "L-1", "value": 90, "limit": 0}, clock=clock).startswith(
        "L-1 leaves 22\N{NO-BREAK SPACE}Mar 01:30 UTC · 02:30 CET"
    )
    assert "+1\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}30" in say("P3.not_before", {"load": "L-1", "value": 90, "limit": 0})


def test_every_breach_that_a_mutant_makes_is_said_in_words() -> None:
    world, plan = samples.resolved(), sample_plan.sample_plan()
    said = set()
    for mutant in (m for family in MUTANTS for m in family):
        changed = mutant.apply(world, plan)
        if changed is not None:
            about = dossier(world, changed, check(world, changed))
            for finding in about.verdict.broken:
                text = finding_text(about, finding)
                assert not text.startswith(f"{finding.rule}.") and "{" not in text, (finding.key, text)
                said.add(finding.key)
    assert len(said) > 80


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("name", [*PROOFS, "exhaustive"])
def test_every_argument_of_a_bound_is_told(name: str, language: str) -> None:
    assert f"bound.{name}" in catalogue(language)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("limit", ["length", "width", "height", "mass", "contour", "blocks", "most"])
def test_every_limit_that_keeps_a_box_off_its_unit_is_told(limit: str, language: str) -> None:
    numbers = {"box": "crate", "count": 2, "unit": "ld3", "needs": 190, "has": 160, "more": 30}
    for key in (f"building.left.{limit}", f"building.relax.{limit}"):
        assert key in catalogue(language)
        told = say(key, numbers, language)
        assert "ld3" in told and "{" not in told


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("limit", ["type", "mass", "overlap", "apart", "group", "envelope"])
def test_every_limit_of_a_freighters_positions_is_told(limit: str, language: str) -> None:
    numbers = {"unit": "PMC 1", "other": "PMC 2", "position": "AL", "other_position": "AR", "leg": 1, "limit": "MD", "type": "pmc"}
    assert f"positions.break.{limit}" in catalogue(language)
    assert "{" not in say(f"positions.break.{limit}", numbers | {"needs": 190, "has": 160, "more": 30}, language)
