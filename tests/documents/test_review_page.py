"""The review page: every row beside its sentence, hostile text harmless, bounded, and its form read back by the command."""

import csv
import io
import json
import re
import shutil
import subprocess
from base64 import b64encode
from hashlib import sha256
from html import escape, unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

import review_sample
from aidbridge.documents.messages import catalogue, languages
from aidbridge.documents.review.cards import ROWS, group_of
from aidbridge.documents.review.page import review_page
from aidbridge.documents.review.visible import visible
from aidbridge.intake.form import read_form
from aidbridge.intake.review import Answer, Decision, Review

BROWSER = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
needs_browser = pytest.mark.skipif(BROWSER is None, reason="no chromium on this machine: apt-get install chromium")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--enable-logging=stderr", "--v=0",
    "--virtual-time-budget=3000",
)  # fmt: skip
REVIEW = review_sample.review()
ANSWERED = {"F-004": Answer("F-004", Decision.ACCEPT, None, "seen", "Ben")}
EVIL = (
    "<script>document.title='taken'</script>\" onclick=\"alert(1)\" '><img src=x onerror=alert(1)> {{7*7}} \u202etxt.exe \x00\ud800"
)


class Elements(HTMLParser):
    """Tags and attributes of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def hostile() -> Review:
    row = review_sample.row(
        "F-001", says=EVIL, place=EVIL, reason=EVIL, question=EVIL, others=(EVIL,), value=EVIL, enters=EVIL,
        suggestions=(review_sample.Suggestion(EVIL, EVIL, 0.5),),
        evidence=(review_sample.evidence(EVIL, EVIL, f"{EVIL} nine {EVIL}", "nine", EVIL),),
    )  # fmt: skip
    reading = review_sample.ReadingSummary(EVIL, EVIL, None, 1, (EVIL,))
    return Review((row,), (reading,), (EVIL,))


def test_every_row_stands_once_with_its_quote_marked() -> None:
    html = review_page(REVIEW, {}, title="Draft")
    ids = [a["id"] for a in Elements(html).all("article")]
    assert sorted(ids) == sorted(row.id for row in REVIEW.rows)
    assert "<mark>Four Il-76 aircraft</mark> are being loaded" in html
    assert re.search(r'<blockquote lang="ar" dir="auto">[^<]*<mark>أربع طائرات</mark>', html)
    assert "The number has no noun of its own." in html and "50 beds (wire.txt)" in html


def test_rows_stand_in_groups_and_context_is_folded() -> None:
    html = review_page(REVIEW, {})
    groups = {group: html.index(f'id="group-{group}"') for group in ("who", "sent", "situation", "places", "defaults", "context")}
    assert list(groups.values()) == sorted(groups.values())
    assert [group_of(row) for row in REVIEW.rows] == ["who", "sent", "sent", "situation", "places", "defaults", "context"]
    assert html[groups["context"] :].count("<details") == 1 and "<details" not in html[groups["who"] : groups["context"]]


def test_earlier_answers_are_shown_and_what_is_open_is_counted() -> None:
    html = review_page(REVIEW, ANSWERED)
    row = html[html.index('id="F-004"') : html.index('id="P-001"')]
    assert 'value="accept" checked' in row and "decided by <bdi>Ben</bdi>" in row
    assert "6 rows must be decided." in html and "5 are still open." in html


def test_a_row_that_takes_no_value_cannot_be_changed() -> None:
    html = review_page(REVIEW, {})
    row = html[html.index('id="F-005"') :]
    assert 'value="accept"' in row and 'value="refuse"' in row and 'value="change"' not in row


@pytest.mark.parametrize("language", languages())
def test_the_page_speaks_its_readers_language(language: str) -> None:
    html = review_page(REVIEW, {}, language)
    assert f'<html lang="{language}">' in html
    texts = catalogue(language)
    assert str(texts["review.title"]) in unescape(html) and str(texts["concept.asset.beds"]) in html
    assert not re.findall(r"\b(?:review|concept)\.[a-z_]+\.[a-z_]+", html)


@pytest.mark.parametrize("language", languages())
def test_every_text_of_the_review_is_in_every_language(language: str) -> None:
    keys = [key for key in catalogue("en") if key.startswith(("review.", "concept.", "intake."))]
    assert len(keys) > 90
    assert [key for key in keys if key not in catalogue(language)] == []


def test_only_the_pages_own_script_may_run() -> None:
    html = review_page(hostile(), {}, title=EVIL)
    elements = Elements(html)
    assert len(elements.all("script")) == 1 and not elements.all("img")
    assert not [name for _, attributes in elements.tags for name in attributes if name.startswith("on")]
    script = html[html.index("<script>") + 8 : html.index("</script>")]
    digest = b64encode(sha256(script.encode()).digest()).decode()
    policy = next(str(a["content"]) for a in elements.all("meta") if a.get("http-equiv") == "Content-Security-Policy")
    assert f"script-src 'sha256-{digest}'" in policy and "default-src 'none'" in policy
    assert not re.findall(r'(?:src|href)="(?!#|data:,)', html)


def test_what_cannot_be_seen_is_shown() -> None:
    html = review_page(hostile(), {}, title=EVIL)
    assert "[U+202E]txt.exe" in html and "\u202e" not in html and "\x00" not in html
    assert html.encode("utf-8")
    assert visible("a\u2066b\u00adc\nd\u200de") == "a[U+2066]b[U+00AD]c d\u200de"
    assert len(visible("w" * 10_000)) == 600


def test_ten_thousand_rows_stay_a_page() -> None:
    rows = tuple(
        review_sample.row(f"F-{n:05}", "situation.deaths", must=n % 3 == 0, enters="needs" if n % 3 == 0 else "",
                          evidence=(review_sample.evidence("r.txt", "en", f"In all {n} {'died ' * 300}", f"{n}"),) * 5)
        for n in range(10_000)
    )  # fmt: skip
    html = review_page(Review(rows, (), ()), {})
    assert html.count('<article class="row') == ROWS
    assert html.count("data-must=") - 1 == 0 and html.count(" data-must data-") == ROWS
    assert "more rows stand in review.csv and review.xlsx only." in html
    assert len(html) < 12_000_000
    assert '<details class="fold">' in html


def opened(file: Path, folder: Path) -> tuple[str, list[str]]:
    """The document after its scripts have run, and what the browser's console says."""
    command = [
        str(BROWSER),
        *FLAGS,
        f"--user-data-dir={folder / 'profile'}",
        "--window-size=1280,1200",
        "--dump-dom",
        file.as_uri(),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    return done.stdout, [line for line in done.stderr.splitlines() if "CONSOLE" in line]


def driven(html: str, script: str) -> str:
    """The page with a script of the test's, which the page's policy is told to let run: everything else stays forbidden."""
    digest = b64encode(sha256(script.encode()).digest()).decode()
    html = html.replace("script-src ", escape(f"script-src 'sha256-{digest}' "), 1)
    return html.replace("</body>", f"<script>{script}</script></body>")


FILL = """
const made = [];
const create = URL.createObjectURL;
URL.createObjectURL = (blob) => { made.push(blob); return create(blob); };
HTMLAnchorElement.prototype.click = function () { document.body.dataset.named = this.download; };
const $ = (selector) => document.querySelector(selector);
const pick = (row, decision) => $(`#${row} input[value=${decision}]`).click();
const type = (element, text) => { element.value = text; element.dispatchEvent(new Event("input", { bubbles: true })); };
const seen = {};
seen.before = $("#done").textContent;
$("#group-sent .agree").click();
type($("#by"), "Ana Ruíz");
$("#F-003 .suggestion[data-value='50']").click();
seen.entry = $("#F-003 [data-field=value]").value;
$("#P-001 .suggestion[data-value=UUMU]").click();
pick("D-001", "change");
$("#save").click();
seen.refused = $("#told").textContent;
seen.nothing = made.length;
type($("#D-001 [data-field=value]"), "2029-10-05");
type($("#D-001 [data-field=note]"), '=cmd|"calc", two\\u00a0lines');
pick("F-005", "refuse");
pick("F-001", "refuse");
$("#F-001 .undo").click();
seen.after = $("#done").textContent;
$("#only-open").focus();
$("#only-open").click();
seen.shown = [...document.querySelectorAll("article.row")].filter((row) => row.checkVisibility()).map((row) => row.id);
seen.complete = !$("#complete").hidden;
$("#save").click();
made[0].text().then((text) => { seen.form = text; document.title = JSON.stringify(seen); });
"""


@needs_browser
def test_what_is_clicked_is_saved_and_read_back(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(driven(review_page(REVIEW, ANSWERED), FILL), encoding="utf-8")
    dom, console = opened(page, tmp_path)
    assert console == []
    title = re.search(r"<title>(\{.*?\})</title>", dom, flags=re.S)
    assert title is not None
    seen = json.loads(unescape(title[1]))
    assert (seen["before"], seen["after"], seen["complete"]) == ("1", "5", False)
    assert seen["entry"] == "50" and seen["nothing"] == 0 and "D-001" in seen["refused"]
    assert seen["shown"] == ["F-001"]
    assert 'data-named="review.csv"' in dom
    form = tmp_path / "review.csv"
    form.write_bytes(("\ufeff" + seen["form"].removeprefix("\ufeff")).encode())
    assert read_form(form, REVIEW).answers == (
        Answer("F-002", Decision.ACCEPT, None, "", "Ana Ruíz"),
        Answer("F-003", Decision.CHANGE, "50", "", "Ana Ruíz"),
        Answer("F-004", Decision.ACCEPT, None, "seen", "Ben"),
        Answer("P-001", Decision.ACCEPT, None, "", "Ana Ruíz"),
        Answer("D-001", Decision.CHANGE, "2029-10-05", '=cmd|"calc", two lines', "Ana Ruíz"),
        Answer("F-005", Decision.REFUSE, None, "", "Ana Ruíz"),
    )
    cells = [cell for line in csv.reader(io.StringIO(seen["form"].removeprefix("\ufeff"))) for cell in line]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


@needs_browser
def test_a_hostile_report_runs_nothing(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(review_page(hostile(), {}, title=EVIL), encoding="utf-8")
    dom, console = opened(page, tmp_path)
    assert console == [] and "<title>taken</title>" not in dom
    assert 'class="review scripted"' in dom
    page.write_text(
        review_page(hostile(), {}).replace("</main>", "<script>document.title='taken'</script></main>"), encoding="utf-8"
    )
    dom, console = opened(page, tmp_path)
    assert "<title>taken</title>" not in dom and any("Content Security Policy" in line for line in console)


PROBE = """
const wide = [...document.querySelectorAll("main *, .tools *")].filter((e) => {
  return !e.closest(".scroll, nav, .unseen") && e.getBoundingClientRect().right > innerWidth + 1;
});
parent.document.title = JSON.stringify({
  width: document.documentElement.scrollWidth, wide: wide.map((e) => e.outerHTML.slice(0, 120)),
  requests: performance.getEntriesByType("resource").map((e) => e.name),
});
"""


@needs_browser
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("which", ["sample", "hostile"])
def test_nothing_overflows_and_nothing_is_requested(which: str, width: int, tmp_path: Path) -> None:
    html = review_page(REVIEW, ANSWERED, "ru") if which == "sample" else review_page(hostile(), {}, title="w" * 500)
    # In a frame, for a window of the browser is never as narrow as a phone; frames have no policy of their own to be told.
    probed = driven(re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html), PROBE)
    page = tmp_path / "page.html"
    page.write_text(
        f'<!doctype html><iframe style="width:{width}px;height:900px;border:0" srcdoc="{escape(probed)}"></iframe>',
        encoding="utf-8",
    )
    dom, console = opened(page, tmp_path)
    assert console == []
    title = re.search(r"<title>(\{.*?\})</title>", dom, flags=re.S)
    assert title is not None
    found = json.loads(unescape(title[1]))
    assert found["wide"] == [] and found["width"] <= width and found["requests"] == []
