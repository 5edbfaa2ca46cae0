"""The commands on a plan that is there: what they print, what they write, how they end."""

import csv
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
import typer

import small_missions as small
from aidbridge.cli.main import app
from aidbridge.documents.tables import TABLES
from aidbridge.missionfile.write import read_plan, read_resolved
from command_line import aidbridge

WRITTEN = {"resolved.json", "plan.json", "verdict.json", "report.html"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The small mission's folder and the folder of its plan."""
    folder = tmp_path_factory.mktemp("made")
    mission = small.folder(small.mission(), folder / "mission")
    assert aidbridge("plan", mission, "--out", folder / "plan", "--iterations", 50, "-q").status == 0
    return mission, folder / "plan"


@pytest.fixture
def copy(made: tuple[Path, Path], tmp_path: Path) -> Path:
    """The plan's folder, to be damaged."""
    return Path(shutil.copytree(made[1], tmp_path / "copy"))


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


# plan


def test_plan_writes_its_folder_and_says_where(made: tuple[Path, Path], tmp_path: Path) -> None:
    ran = aidbridge("plan", made[0], "--out", tmp_path / "a/b", "--iterations", 5)
    assert ran.status == 0
    assert {path.name for path in (tmp_path / "a/b").iterdir()} == WRITTEN
    assert "Accepted:" in ran.out and f"Written to {tmp_path / 'a/b'}" in ran.out
    assert "loading" in ran.err and "bound" in ran.err and "gap" in ran.err


def test_plan_without_out_writes_to_build(made: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert aidbridge("plan", made[0], "--iterations", 0, "-q", "--no-page").status == 0
    assert {path.name for path in (tmp_path / "build/mission").iterdir()} == WRITTEN - {"report.html"}


def test_plan_as_json(made: tuple[Path, Path], tmp_path: Path) -> None:
    ran = aidbridge("plan", made[0], "--out", tmp_path, "--json", "--iterations", 5, "--no-page")
    told = json.loads(ran.out)
    assert ran.err == ""
    assert (told["accepted"], told["status"], told["left_behind"]) == (True, 0, [])
    assert told["figures"]["persons_out"] == 10
    assert {bound["figure"] for bound in told["bounds"]} >= {"unmet_weighted_h", "loaded_sorties"}


def test_no_seconds_and_no_iterations_give_the_same_valid_plan(made: tuple[Path, Path], tmp_path: Path) -> None:
    for name, options in (("seconds", ("--seconds", 0, "--iterations", 0)), ("iterations", ("--iterations", 0))):
        assert aidbridge("plan", made[0], "--out", tmp_path / name, "-q", "--no-page", *options).status == 0
    assert (tmp_path / "seconds/plan.json").read_bytes() == (tmp_path / "iterations/plan.json").read_bytes()
    assert aidbridge("plan", made[0], "--out", tmp_path / "cut", "-q", "--no-page", "--seconds", 0).status == 0


def test_the_page_speaks_the_language_asked_for(made: tuple[Path, Path], tmp_path: Path) -> None:
    assert aidbridge("plan", made[0], "--out", tmp_path, "-q", "--iterations", 0, "--language", "it").status == 0
    assert '<html lang="it"' in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_a_plan_is_never_written_among_the_mission_s_files(made: tuple[Path, Path]) -> None:
    before = sorted(made[0].iterdir())
    ran = aidbridge("plan", made[0], "--out", made[0])
    assert ran.status == 2 and "the mission's folder" in ran.err
    assert sorted(made[0].iterdir()) == before


def test_a_folder_that_cannot_be_made_is_told_before_planning(made: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for out in (tmp_path / "file", tmp_path / "file/below"):
        ran = aidbridge("plan", made[0], "--out", out)
        assert ran.status == 2 and "Choose another folder" in ran.err


@pytest.mark.parametrize(
    "options", [("--seed", -1), ("--iterations", "many"), ("--seconds", -1), ("--language", "xx"), ("--nonsense",), ()]
)
def test_options_that_make_no_sense(made: tuple[Path, Path], options: tuple[object, ...]) -> None:
    ran = aidbridge("plan", *((made[0], *options) if options else ()))
    assert ran.status == 2 and "Usage" in ran.err and ran.out == ""


def test_an_interruption_keeps_the_best_plan_so_far(made: tuple[Path, Path], tmp_path: Path) -> None:
    command = [sys.executable, "-m", "aidbridge", "plan", str(made[0]), "--out", str(tmp_path), "--iterations", "1000000000"]
    # The searches of so small a mission end by themselves, so that the signal is sent as soon as one has begun.
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ | {"PYTHONUNBUFFERED": "1"}
    ) as process:
        assert process.stderr is not None
        first = process.stderr.readline()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=120)
    assert process.returncode == 130, first + out + err
    assert "Traceback" not in err and "Written to" in out
    assert {path.name for path in tmp_path.iterdir()} == WRITTEN
    assert aidbridge("check", tmp_path).status == 0


# check


def test_check_judges_a_sound_plan(made: tuple[Path, Path]) -> None:
    for options in ((), ("--mission", made[0]), ("--every",)):
        ran = aidbridge("check", made[1], *options)
        assert ran.status == 0
        assert all(f"│{rule} " in ran.out for rule in ("N1", "L2", "F5", "R2", "W2", "P3")), ran.out
        assert "Accepted" in ran.out


def test_check_as_json_is_the_verdict_that_was_written(made: tuple[Path, Path]) -> None:
    ran = aidbridge("check", made[1], "--json")
    assert ran.status == 0 and ran.out == (made[1] / "verdict.json").read_text(encoding="utf-8")


def test_check_takes_a_file_of_the_folder_for_the_folder(made: tuple[Path, Path]) -> None:
    assert aidbridge("check", made[1] / "plan.json").status == 0


def test_a_plan_that_was_tampered_with_is_rejected(copy: Path) -> None:
    plan = read_plan(copy / "plan.json")
    replace(copy / "plan.json", f'"fuel_kg":{plan.figures.fuel_kg}', f'"fuel_kg":{plan.figures.fuel_kg - 1}')
    ran = aidbridge("check", copy)
    assert ran.status == 1 and "Not accepted" in ran.out and "1 broken" in ran.out
    # A verdict that says otherwise is not believed.
    assert '"standing":"broken"' not in (copy / "verdict.json").read_text()


def test_a_world_that_was_tampered_with_is_refused(copy: Path) -> None:
    resolved = read_resolved(copy / "resolved.json")
    replace(copy / "resolved.json", f'"hash":"{resolved.hash}"', f'"hash":"{"0" * 64}"')
    ran = aidbridge("check", copy)
    assert ran.status in (1, 2) and ("hash" in ran.err + ran.out or "Not accepted" in ran.out)
    shutil.copy(copy / "plan.json", copy / "resolved.json")
    assert aidbridge("check", copy).status == 2


def test_a_world_made_easier_is_refused(copy: Path) -> None:
    """The hash seals the content: a wider hold in resolved.json does not pass as the world the plan was made for."""
    replace(copy / "resolved.json", '"hold_length_m":20', '"hold_length_m":40')
    ran = aidbridge("check", copy)
    assert ran.status in (1, 2), ran.out
    assert "hash" in ran.err + ran.out


def test_a_plan_of_another_mission_is_rejected(made: tuple[Path, Path], tmp_path: Path) -> None:
    other = small.folder(small.with_row(small.mission(), "teams", "RU-med-1", people=5), tmp_path / "other")
    ran = aidbridge("check", made[1], "--mission", other)
    assert ran.status == 1 and "Not accepted" in ran.out


@pytest.mark.parametrize("name", ["plan.json", "resolved.json"])
@pytest.mark.parametrize("content", [None, "", "{}", "[1, 2", '{"format": 1}', "\x00\x01", '{"a": ' * 3_000])
@pytest.mark.parametrize("command", ["check", "show", "report"])
def test_a_damaged_folder_is_refused(copy: Path, name: str, content: str | None, command: str) -> None:
    if content is None:
        (copy / name).unlink()
    else:
        (copy / name).write_text(content, encoding="utf-8")
    ran = aidbridge(command, copy)
    assert ran.status == 2 and name in ran.err and ran.out == ""
    assert " — " in ran.err


@pytest.mark.parametrize("command", ["check", "show", "report"])
def test_a_folder_that_is_not_there(tmp_path: Path, command: str) -> None:
    ran = aidbridge(command, tmp_path / "nowhere")
    assert ran.status == 2 and "a folder that `aidbridge plan` wrote" in ran.err


# show


def test_show_lists_every_table(made: tuple[Path, Path]) -> None:
    ran = aidbridge("show", made[1])
    assert ran.status == 0
    assert [line.split()[0] for line in ran.out.splitlines()] == list(TABLES)


@pytest.mark.parametrize("name", list(TABLES))
def test_show_prints_every_table_in_every_form(made: tuple[Path, Path], name: str) -> None:
    in_json = json.loads(aidbridge("show", made[1], name, "--json").out)[name]
    ran = aidbridge("show", made[1], name, "--form", "csv")
    rows = list(csv.reader(io.StringIO(ran.out)))
    assert rows[0] == in_json["headers"] and len(rows) == 1 + len(in_json["rows"])
    assert in_json["title"] in aidbridge("show", made[1], name).out


@pytest.mark.parametrize("name", list(TABLES))
def test_tables_can_be_read_in_a_narrow_terminal(made: tuple[Path, Path], name: str) -> None:
    """What is wider is printed in parts; only words longer than a column are broken."""
    ran = aidbridge("show", made[1], name, columns=80)
    assert max(map(len, ran.out.splitlines())) <= 80
    wide, narrow = (re.findall(r"[^\W\d_]+", text) for text in (aidbridge("show", made[1], name).out, ran.out))
    assert {word for word in wide if len(word) < 16} <= set(narrow)


def test_show_writes_a_workbook(made: tuple[Path, Path], tmp_path: Path) -> None:
    ran = aidbridge("show", made[1], "--xlsx", tmp_path / "plan.xlsx")
    assert ran.status == 0 and ran.out.strip() == str(tmp_path / "plan.xlsx")
    assert len(openpyxl.load_workbook(tmp_path / "plan.xlsx").sheetnames) == len(TABLES)
    assert aidbridge("show", made[1], "loads", "--xlsx", tmp_path / "no/plan.xlsx").status == 2


@pytest.mark.parametrize(
    "arguments", [("legder",), ("loads", "legder", "--json"), ("loads", "--form", "html"), ("--language", "xx")]
)
def test_show_refuses_what_it_does_not_know(made: tuple[Path, Path], arguments: tuple[str, ...]) -> None:
    ran = aidbridge("show", made[1], *arguments)
    assert ran.status == 2 and ran.out == ""


def test_show_all_and_several(made: tuple[Path, Path]) -> None:
    assert set(json.loads(aidbridge("show", made[1], "all", "--json").out)) == set(TABLES)
    assert set(json.loads(aidbridge("show", made[1], "ledger", "flights", "--json").out)) == {"ledger", "flights"}


# report and catalogue


def test_report_writes_the_page_again(copy: Path, tmp_path: Path) -> None:
    before = (copy / "report.html").read_bytes()
    (copy / "report.html").unlink()
    assert aidbridge("report", copy).status == 0
    assert (copy / "report.html").read_bytes() == before
    ran = aidbridge("report", copy, "--language", "ru", "--out", tmp_path / "ru.html")
    assert ran.status == 0 and '<html lang="ru"' in (tmp_path / "ru.html").read_text(encoding="utf-8")
    assert aidbridge("report", copy, "--out", tmp_path / "no/ru.html").status == 2


@pytest.mark.parametrize(
    ("arguments", "says"),
    [(("aircraft", "il76md"), "max_payload_kg"), (("equipment",), "ars14km"), (("airfields", "LIRE"), "runway_m"),
     (("capabilities", "ventilator"), "stock")],
)  # fmt: skip
def test_the_catalogue_is_shown(arguments: tuple[str, ...], says: str) -> None:
    ran = aidbridge("catalogue", *arguments)
    assert ran.status == 0 and says in ran.out
    assert json.loads(aidbridge("catalogue", *arguments, "--json").out)


def test_an_unknown_name_is_answered_with_near_ones() -> None:
    ran = aidbridge("catalogue", "aircraft", "il76mdd")
    assert ran.status == 2 and "did you mean il76md" in ran.err


# help


def test_every_command_and_option_is_explained() -> None:
    group = typer.main.get_command(app)
    known = {"plan", "check", "whatif", "allocate", "load", "exchange", "show", "report", "schema", "catalogue"}
    known |= {"situation", "intake", "generate", "offers", "ledger", "clearances"}
    assert set(group.commands) == known  # type: ignore[attr-defined]
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        assert (command.help or "").strip(), name
        for parameter in command.params:
            assert (getattr(parameter, "help", None) or "").strip(), (name, parameter.name)
        ran = aidbridge(name, "--help")
        assert ran.status == 0 and "--help" in ran.out


def test_help_tells_what_the_exit_status_means() -> None:
    ran = aidbridge("--help")
    assert ran.status == 0 and "Exit status" in ran.out and "130" in ran.out
    assert aidbridge().status == 2
    assert aidbridge("plann").status == 2
    assert aidbridge("--version").out.startswith("aidbridge ")


def test_the_help_comes_at_once() -> None:
    """Nothing heavy is loaded before it is needed."""
    code = "import sys, aidbridge.cli.main; print(sorted({'numpy', 'pydantic', 'numba', 'shapely', 'jinja2'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
