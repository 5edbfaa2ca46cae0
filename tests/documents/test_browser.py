"""The page in a real browser: no errors, no requests, nothing wider than a phone."""

import json
import re
import shutil
import subprocess
from html import escape, unescape
from pathlib import Path

import pytest

import large_plan
from aidbridge.documents.page import page

BROWSER = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no chromium on this machine: apt-get install chromium")

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--enable-logging=stderr",
    "--v=0",
    "--virtual-time-budget=3000",
)
PROBE = """
<script>
const wide = [...document.querySelectorAll("main *")].filter((e) => {
  const inside = e.closest(".scroll, svg, .chart, nav, pre, .patterns, .names");
  return !inside && e.getBoundingClientRect().right > innerWidth + 1;
});
const small = [...document.querySelectorAll(".hold")].filter((e) => e.getBoundingClientRect().height < 20);
parent.document.title = JSON.stringify({
  width: document.documentElement.scrollWidth, view: innerWidth,
  wide: wide.map((e) => e.outerHTML.slice(0, 120)), small: small.length,
  requests: performance.getEntriesByType("resource").map((e) => e.name),
  zoom: !document.querySelector("#zoom").parentElement.hidden,
  sections: [...document.querySelectorAll("main > section")].filter((e) => e.getBoundingClientRect().height > 20).map((e) => e.id),
});
</script>
"""


@pytest.fixture(scope="module")
def html() -> str:
    world = large_plan.resolved()
    plan = large_plan.plan(world)
    return page(world, plan, large_plan.verdict(plan))


def _open(file: Path, profile: Path, width: int) -> tuple[str, str]:
    """The document after its scripts have run, and what the browser logged."""
    command = [str(BROWSER), *FLAGS, f"--user-data-dir={profile}", f"--window-size={width},900", "--dump-dom", file.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    return done.stdout, done.stderr


def _console(log: str) -> list[str]:
    return [line for line in log.splitlines() if "CONSOLE" in line]


def test_the_page_as_it_is_logs_nothing_and_runs_its_script(html: str, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(html, encoding="utf-8")
    dom, log = _open(file, tmp_path / "profile", 1440)
    assert _console(log) == []
    assert re.search(r'<label class="zoom">', dom), "the page's own script has not run"


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_overflows_and_nothing_is_requested(html: str, tmp_path: Path, width: int) -> None:
    # The probe is no script of the page's, so the page is opened without the policy that would forbid it; in a frame, for a
    # window of the browser is never as narrow as a phone.
    file = tmp_path / "probed.html"
    probed = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html).replace("</body>", f"{PROBE}</body>")
    frame = f'<!doctype html><iframe style="width:{width}px;height:900px;border:0" srcdoc="{escape(probed)}"></iframe>'
    file.write_text(frame, encoding="utf-8")
    dom, log = _open(file, tmp_path / "profile", 1600)
    assert _console(log) == []
    title = re.search(r"<title>(\{.*?\})</title>", dom, flags=re.S)
    assert title is not None
    found = json.loads(unescape(title[1]))
    assert found["view"] == width
    assert found["width"] <= width, found["wide"]
    assert found["wide"] == []
    assert found["requests"] == []
    assert found["small"] == 0
    assert found["zoom"] is True
    assert len(found["sections"]) == 16


def test_the_policy_stops_a_script_that_is_not_the_pages(html: str, tmp_path: Path) -> None:
    file = tmp_path / "attacked.html"
    file.write_text(html.replace("</body>", "<script>document.title = 'taken'</script></body>"), encoding="utf-8")
    dom, log = _open(file, tmp_path / "profile", 1440)
    assert "<title>taken</title>" not in dom
    assert any("Content Security Policy" in line for line in _console(log))
