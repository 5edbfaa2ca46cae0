"""The reports that `aidbridge intake` is given: files, folders, what is passed over, and all faults at once."""

from pathlib import Path

import pytest

from aidbridge.cli.intakefiles import gathered, texts
from aidbridge.cli.intakeoptions import Options, request_of
from aidbridge.documents.review.page import review_voice
from aidbridge.model.errors import InputError

VOICE = review_voice("en")
STORY = "The ministry said that two aircraft left on Tuesday."


def file(folder: Path, name: str, text: str = STORY) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def options(*files: Path, **given: object) -> Options:
    return Options(**{"files": files, "date": "2029-09-14", "report_language": "", "model": "", "model_name": "",
                      "model_plain_http": False, **given})  # type: ignore[arg-type]  # fmt: skip


def test_a_folder_gives_its_reports_in_order_and_tells_what_it_passes_over(tmp_path: Path) -> None:
    for name in ("b.TXT", "a.html", "photo.jpg", ".hidden.txt", "sub/c.txt"):
        file(tmp_path, name)
    found = gathered([tmp_path])
    assert [path.name for path in found.files] == ["a.html", "b.TXT"]
    assert found.passed_over == ("photo.jpg",)


def test_a_file_named_twice_is_read_once_and_its_ending_does_not_matter(tmp_path: Path) -> None:
    one = file(tmp_path, "statement")
    assert gathered([one, tmp_path / "." / "statement"]).files == (one,)


def test_reports_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    paths = [file(tmp_path, f"{day}/{agency}/story.txt", f"{STORY} {day} {agency}") for day in "ab" for agency in "xy"]
    names = [one.report for one in texts(paths, VOICE)]
    assert names == ["a/x/story.txt", "a/y/story.txt", "b/x/story.txt", "b/y/story.txt"]


def test_a_text_in_two_files_does_not_agree_with_itself(tmp_path: Path) -> None:
    found = texts([file(tmp_path, "one.txt"), file(tmp_path, "two.txt"), file(tmp_path, "three.txt", STORY + " Three.")], VOICE)
    assert [one.report for one in found] == ["one.txt", "three.txt"]
    assert any("two.txt" in note for note in found[0].notes)


def test_all_faults_of_options_and_reports_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    bad = [file(tmp_path, "digits.txt", "12345"), file(tmp_path, "zip.txt", "PK\x03\x04"), tmp_path / "missing.txt"]
    with pytest.raises(InputError) as wrong:
        request_of(options(*bad, date="14/13/2029", report_language="xx", model="ftp://host", model_name=""), VOICE)
    paths = [Path(fault.path).name for fault in wrong.value.faults]
    assert paths == ["--date", "--report-language", "model URL", "model name", "digits.txt", "zip.txt", "missing.txt"]
    assert all(fault.advice for fault in wrong.value.faults)


def test_an_empty_folder_and_no_report_at_all_are_faults(tmp_path: Path) -> None:
    with pytest.raises(InputError) as wrong:
        gathered([tmp_path])
    assert "folder without reports" in str(wrong.value)
    with pytest.raises(InputError) as wrong:
        request_of(options(date=""), VOICE)
    assert [fault.path for fault in wrong.value.faults] == ["--date", "FILES"]


def test_a_model_is_asked_only_by_its_endpoint(tmp_path: Path) -> None:
    one = file(tmp_path, "one.txt")
    assert request_of(options(one), VOICE).endpoint is None
    asked = request_of(options(one, model="http://localhost:11434/v1", model_name="small"), VOICE).endpoint
    assert asked is not None and not asked.leaves
    with pytest.raises(InputError) as wrong:
        request_of(options(one, model_name="small"), VOICE)
    assert wrong.value.faults[0].path == "--model"
