"""The page of a situation in a real browser: no errors, no requests, nothing wider than a phone."""

import json
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest

import seriesfiles as files
from command_line import aidbridge

BROWSER = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no chromium on this machine: apt-get install chromium")

FRAME = """<!doctype html><title>-</title><body style="margin:0">
<iframe src="situation.html" style="border:0;width:{width}px;height:2000px" onload="
const page = this.contentDocument;
const right = (e) => e.getBoundingClientRect().right;
const wide = [...page.querySelectorAll('main *')].filter((e) => !e.closest('.scroll, svg') && right(e) > {width} + 1);
document.title = JSON.stringify({{width: page.documentElement.scrollWidth, wide: wide.length,
  drawings: [...page.querySelectorAll('figure > svg')].filter((e) => e.getBoundingClientRect().height > 40).length,
  requests: page.defaultView.performance.getEntriesByType('resource').length}});
"></iframe>"""


@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_fits(width: int, tmp_path: Path) -> None:
    folder = files.italy(tmp_path / "series")
    assert aidbridge("situation", folder, "--country", "IT", "--on", "2020-03-14", "--out", tmp_path).status == 0
    frame = tmp_path / "frame.html"
    frame.write_text(FRAME.format(width=width), encoding="utf-8")
    command = [str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files", "--hide-scrollbars",
               "--enable-logging=stderr", "--virtual-time-budget=3000", f"--user-data-dir={tmp_path / 'profile'}",
               "--window-size=1400,2000", "--dump-dom", frame.as_uri()]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    found = re.search(r"<title>(\{.*?\})</title>", done.stdout)
    assert found, done.stdout[:300]
    measured = json.loads(unescape(found[1]))
    assert measured["width"] <= width and measured["wide"] == 0
    assert measured["drawings"] == 2 + 6 and measured["requests"] == 0
    assert "CONSOLE" not in done.stderr
