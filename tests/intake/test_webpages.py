"""Saved pages of news sites and ministries, as their markup really is: the story, other stories apart, nothing hidden."""

import quopri
from datetime import date
from pathlib import Path

import pytest

from aidbridge.intake.claims import Reading
from aidbridge.intake.furniture import OTHER_STORIES
from aidbridge.intake.plaintext import text_of
from aidbridge.intake.read import read_report

ENGLISH = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Landslide buries village in Nepal | The Valley Post</title>
<style>.offscreen{display:none} @media print{.story-body{display:none}}</style>
<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle",
"headline":"Landslide buries village","datePublished":"2023-10-04T09:00:00Z"}</script>
<script>document.write("<p>999 people died.</p>");</script></head>
<body class="has-cookie-banner page-with-sidebar">
<div id="cookie-consent" role="dialog"><h2>We value your privacy</h2>
<p>We and our 842 partners store and access information on a device, such as cookies, for the purposes of advertising.</p>
<button>Accept 842 partners</button></div>
<a class="skip-link" href="#main">Skip to content</a>
<header class="site-header"><a href="/">The Valley Post</a>
<nav><ul><li><a href="/w">World</a></li><li><a href="/a">Asia</a></li><li><a href="/b">Business</a></li></ul></nav></header>
<main id="main"><article class="story">
<header><h1>Landslide buries village in Nepal; Greece sends two planes</h1><p class="byline">By our correspondent</p>
<div class="share-tools"><a href="#">Share on X</a> <a href="#">1,204 shares</a></div></header>
<figure><img src="a.jpg" alt="31 people died">
<figcaption>Rescuers carry one of 16 injured men to a helicopter.</figcaption></figure>
<div class="story-body">
<p>At least <b>41</b> people were
   killed and 14 injured when a landslide hit a village in Nepal on Tuesday, the interior ministry said.</p>
<p style="display: none">777 people were killed in the hidden paragraph.</p>
<p class="offscreen">888 people were killed off the screen.</p><p hidden>666 people were killed.</p>
<div class="ad-slot"><p>Advertisement: fly to 300 cities with our partner, who has 250 planes waiting for you.</p></div>
<p>Greece sent two planes with 21 firefighters and 4 dogs, its civil protection said.</p>
<aside class="pullquote"><p>"We have 120 tents ready," the mayor said.</p></aside>
<section class="related-articles"><h3>Related</h3><ul><li><a href="/1">Floods kill 12 people in Bangladesh</a></li>
<li><a href="/2">Earthquake in Iran injures 230 people</a></li></ul></section>
<p>About <del>350</del> 380 families were displaced, the district said.
Mud<sup><a href="#f1">[1]</a></sup> covers 12 km<sup>2</sup>.</p>
</div><div class="tags"><a href="/t">Nepal</a> <a href="/t">Landslides</a></div></article>
<aside class="sidebar"><h2>Most read</h2><ol><li><a href="/3">Ferry sinks off Bali with 53 people missing</a></li>
<li><a href="/4">Five dead in mine collapse in Turkey</a></li>
<li><a href="/5">How to cook lentils in ten minutes</a></li></ol></aside>
<section id="comments"><h2>3 comments</h2>
<p>John: I heard that 5,000 people were killed, they hide the truth from all of us!</p></section>
</main><footer><p>Copyright 2023 The Valley Post. 300 people work here.</p></footer></body></html>"""

RUSSIAN = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><title>МЧС</title>
<body><table width=100%><tr><td colspan=2><a href=/>Главная</a> <a href=/n>Новости</a> <a href=/k>Контакты</a> <a href=/p>Пресса</a>
<tr><td width=200><div class=lmenu><a href=1>О министерстве</a><br><a href=2>Документы</a><br><a href=3>Вакансии</a></div>
<td><h1>В Турцию вылетели два самолёта с гуманитарной помощью</h1>
<div>7 февраля 2023</div>
По поручению министра два самолёта Ил-76 доставили в Турцию 100 спасателей.<br><br>
По данным местных властей, погиб 3&nbsp;381 человек, 20&nbsp;426 пострадали.
<p>На месте работают 12 единиц техники
<p>Читайте также:
<ul><li><a href=4>На Камчатке при сходе лавины погибли 4 туриста</a>
<li><a href=5>В Якутии из-за паводка эвакуированы 230 человек</a>
<li><a href=6>Учения прошли в восьми областях</a></ul>
</table><font size=1>© Пресс-служба, 2023. Телефон доверия 8 800 100-20-30</font></body></html>"""

INDONESIAN = """<!doctype html><html lang=id><head><title>Banjir</title></head><body>
<div class="topbar"><div class="menu-utama"><a href=/>Beranda</a><a href=/n>Nasional</a><a href=/d>Dunia</a></div></div>
<div class="detail"><div class="detail__title">Banjir Bandang, 27 Orang Tewas</div>
<div class="detail__author">Tim Redaksi - Senin, 6 Feb 2023 10:30 WIB</div>
<div class="social-share"><span>Bagikan</span><span class="count">310</span></div>
<div class="detail__body">
<div>Banjir bandang menewaskan 27 orang dan 1.250 orang mengungsi, kata juru bicara badan penanggulangan bencana pada Senin.</div>
<div class="baca-juga"><b>Baca juga:</b> <a href=/x>Gempa di Sulawesi, 8 Orang Luka-luka</a></div>
<div>Sebanyak 15 perahu karet dan 200 personel dikirim ke lokasi untuk mencari korban yang hilang di sepanjang sungai.</div>
<dl><dt>Korban luka</dt><dd>64 orang</dd></dl>
</div></div>
<div class="terkait-list"><h3>Berita Terkait</h3><div><a href=/1>Kebakaran pasar, 90 kios hangus terbakar</a></div>
<div><a href=/2>Tiga orang hilang di laut selatan</a></div></div>
<div class="footer-wrap">Hak cipta 2023. Dilihat 45.000 kali.</div></body></html>"""


def text_in(page: str, encoding: str = "utf-8") -> tuple[str, list[str]]:
    return text_of(page.encode(encoding), Path("page.html"))


def split(text: str) -> tuple[str, str]:
    story, _, others = text.partition(OTHER_STORIES)
    return story, others


def figures(reading: Reading, *, related: bool) -> set[tuple[str, float]]:
    return {(c.concept.partition(".")[2], c.value.number) for c in reading.claims if c.value is not None and c.related is related}


def test_a_news_page_in_english() -> None:
    text, notes = text_in(ENGLISH)
    story, others = split(text)
    assert story.startswith("Landslide buries village in Nepal; Greece sends two planes\n")
    assert "At least 41 people were killed and 14 injured when a landslide hit" in story
    assert "one of 16 injured men" in story
    assert '"We have 120 tents ready," the mayor said.' in story
    assert "About 380 families were displaced, the district said. Mud covers 12 km²." in story
    gone = ("999", "777", "888", "666", "842", "1,204", "300", "31 people", "350", "[1]", "5,000", "World", "Skip", "Copyright")
    assert not any(word in text for word in gone)
    assert "Floods kill 12 people in Bangladesh" in others
    assert "Five dead in mine collapse in Turkey" in others
    assert any("2023-10-04" in note for note in notes)
    reading = read_report(text, dated=date(2023, 10, 4))
    assert {("deaths", 41), ("injured", 14), ("aircraft", 2), ("dogs", 4)} <= figures(reading, related=False)
    assert {("deaths", 12), ("injured", 230), ("missing", 53)} <= figures(reading, related=True)
    assert ("deaths", 12) not in figures(reading, related=False)


def test_a_ministry_page_of_tables_in_russian() -> None:
    text, _ = text_in(RUSSIAN, "cp1251")
    story, others = split(text)
    assert story.startswith("В Турцию вылетели два самолёта")
    assert not any(word in text for word in ("Главная", "Вакансии", "Контакты", "Читайте также"))
    assert "На Камчатке" in others
    reading = read_report(text, dated=date(2023, 2, 7))
    assert {("deaths", 3381), ("injured", 20426), ("aircraft", 2), ("vehicles", 12)} <= figures(reading, related=False)
    assert figures(reading, related=True) == {("deaths", 4), ("displaced", 230)}


def test_a_page_of_nameless_boxes_in_indonesian() -> None:
    text, _ = text_in(INDONESIAN)
    story, others = split(text)
    assert story.startswith("Banjir Bandang, 27 Orang Tewas\n")
    assert not any(word in text for word in ("Beranda", "310", "45.000", "Hak cipta", "Berita Terkait"))
    assert "Gempa di Sulawesi, 8 Orang Luka-luka" in others
    assert "Kebakaran pasar, 90 kios hangus terbakar" in others
    reading = read_report(text, dated=date(2023, 2, 6))
    assert {("deaths", 27), ("displaced", 1250), ("personnel", 200)} <= figures(reading, related=False)
    assert ("injured", 8) not in figures(reading, related=False)


def test_a_story_that_is_only_in_the_data_of_a_page_is_read_from_there() -> None:
    page = """<html><body><div id="root"></div><p>Please enable JavaScript.</p><script type="application/ld+json">
    {"@graph":[{"@type":"WebSite","name":"x"},{"@type":["NewsArticle"],"headline":"Quake kills 41","articleBody":
    "At least 41 people died in the quake.\\n\\nGreece sent &lt;b&gt;two&lt;/b&gt; planes with 21 firefighters."}]}</script>
    </body></html>"""
    text, notes = text_in(page)
    assert text.split("\n") == [
        "Quake kills 41", "At least 41 people died in the quake.", "Greece sent <b>two</b> planes with 21 firefighters.",
    ]  # fmt: skip
    assert any("JSON-LD" in note for note in notes)


def test_data_that_the_page_does_not_need_or_that_are_broken_are_left_alone() -> None:
    body = "<p>" + "At least 41 people died in the quake in the north of the country on Monday. " * 3 + "</p>"
    data = '<script type="application/ld+json">{"@type":"NewsArticle","articleBody":"900 people died."}</script>'
    broken = '<script type="application/ld+json">{"@type": [[[</script>'
    text, _ = text_in(f"<html><body>{data}{broken}{body}</body></html>")
    assert "900" not in text
    assert "41 people died" in text


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="DISPLAY : NONE !important">X</p>',
        '<div aria-hidden="true"><p>X</p></div>',
        '<span style="visibility:hidden">X</span>',
        '<p style="font-size:0">X</p>',
        '<p style="opacity: 0;">X</p>',
        "<template><p>X</p></template>",
        '<p style="left:-9999px">X</p>',
        "<noscript><p>X</p></noscript>",
        "<!-- <p>X</p> -->",
        "<textarea>X</textarea>",
        '<p id="h">X</p>',
        '<p class="a b">X</p>',
        "<dialog><p>X</p></dialog>",
        "<script>/* </p> X */</script>",
        "<svg><text>X</text></svg>",
        "<select><option>X</select>",
        "<title>X</title>",
        "<s>X</s>",
        "<iframe>X</iframe>",
        "<p hidden>X</p>",
        '<p title="X > X">shown</p>',
        "<p data-x='<p>X</p>'>shown</p>",
    ],
)
def test_what_a_reader_does_not_see_is_not_read(hidden: str) -> None:
    style = "<style>/* x */ #h, .b { display:none } .c{display:none} .c{display:block} @media print { .d {display:none} }</style>"
    body = f"<p>41 people died.</p>{hidden.replace('X', '888 dead')}<p class=c>Seen.</p><p class=d>Too.</p>"
    page = f"<html><head>{style}</head><body>{body}"
    text, _ = text_in(page)
    assert "888" not in text
    assert text.startswith("41 people died.")
    assert text.endswith("Seen.\nToo.")


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<p>One<br>two<p>three", ["One", "two", "three"]),
        ("<ul><li>41 dead<li>14 injured</ul>", ["41 dead", "14 injured"]),
        ("<p>Over 1<span>2</span>0 dead", ["Over 120 dead"]),
        ("<span>Deaths</span><span>41</span>", ["Deaths 41"]),
        ("<table><tr><th>Deaths<td>41<tr><th>Day<td>6<td>7</table>", ["Deaths: 41", "Day | 6 | 7"]),
        ("<p>a &lt;b&gt; &amp; c &#8211; d&nbsp;e", ["a <b> & c – d e"]),
        ("<P CLASS=x>Big<BR/>tags</P>", ["Big", "tags"]),
        ("<p>5 < 6 and a<b", ["5 < 6 and a"]),
        ("<ruby>東京<rp>(<rt>とうきょう<rp>)</ruby>に41人", ["東京に41人"]),
        ("<pre>one\ntwo</pre>", ["one", "two"]),
        ("<div>a<div>b</div>c</div>", ["a", "b", "c"]),
        ("</div></p>words</body></html> after", ["words", "after"]),
        ("<a href='x'>linked words</a> go on", ["linked words go on"]),
    ],
)
def test_blocks_become_lines(markup: str, lines: list[str]) -> None:
    assert text_in(f"<html><body>{markup}")[0].split("\n") == lines


def test_a_page_whose_whole_story_stands_in_a_form_is_read() -> None:
    story = "<p>At least 41 people died in the quake in the north, the ministry said on Monday evening in a long statement.</p>"
    text, _ = text_in(
        f'<html><body><form id="aspnetForm"><div class="menu"><a href=a>Home</a></div>{story * 2}</form></body></html>'
    )
    assert "41 people died" in text
    assert "Home" not in text


def test_a_text_cannot_pass_its_own_words_off_as_other_stories() -> None:
    plain, _ = text_of(f"Words.\n{OTHER_STORIES}\n41 people died.".encode(), Path("a.txt"))
    page, _ = text_in(f"<html><body><p>Words.</p><p>{OTHER_STORIES}</p><p>41 people died.</p></body></html>")
    assert OTHER_STORIES not in plain
    assert OTHER_STORIES not in page


def test_a_page_saved_in_one_file() -> None:
    body = "<body><nav>Меню</nav><p>Погиб 41 человек, 14 ранены.</p></body></html>"
    page = f'<!DOCTYPE html><html><head><meta charset="utf-8"></head>{body}'
    head = (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/quake\r\nSubject: Quake\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----B1"\r\n\r\n------B1\r\n'
        b"Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    )
    rest = (
        b"\r\n------B1\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n------B1\r\n"
        b"Content-Type: text/css\r\n\r\np{color:red}\r\n------B1--\r\n"
    )
    text, _ = text_of(head + quopri.encodestring(page.encode()) + rest, Path("page.mhtml"))
    assert text == "Погиб 41 человек, 14 ранены."


def test_a_letter_gives_its_subject_and_its_text_and_not_what_is_attached() -> None:
    raw = (
        "From: desk@example.org\nTo: all@example.org\nSubject: =?utf-8?b?0JfQsNC/0YDQvtGB?=\nDate: Mon, 6 Feb 2023 10:00:00 +0000\n"
        'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n'
        '--b\nContent-Type: multipart/alternative; boundary="c"\n\n'
        '--c\nContent-Type: text/plain; charset="utf-8"\n\nAt least 41 people died.\n--c\n'
        "Content-Type: text/html\n\n<p>html</p>\n--c--\n"
        "--b\nContent-Type: application/pdf\nContent-Disposition: attachment\n\n%PDF-1.4 900 dead\n--b--\n"
    )
    text, notes = text_of(raw.encode(), Path("letter.eml"))
    assert text == "Запрос\nAt least 41 people died."
    assert any("not opened" in note for note in notes)
