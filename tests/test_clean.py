"""From pages to articles: title, authors, time, text and status."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from article_pages import PARAGRAPHS, TITLE, news_article, page
from hypothesis import given, settings
from hypothesis import strategies as st

from models.feed import FeedItem
from models.vocabulary import CleanStatus
from pipeline.clean import CleanTask, clean, clean_many, page_of_feed

URL = "https://gazette.example/2023/12/20/two-rockets"


def test_an_article_comes_without_its_furniture() -> None:
    cleaned = clean(page(), url=URL)
    assert cleaned.status is CleanStatus.CLEANED
    assert cleaned.text.split("\n") == list(PARAGRAPHS)
    assert (cleaned.title, cleaned.site, cleaned.language) == (TITLE, "Orchard Gazette", "en")


@pytest.mark.parametrize(
    "title",
    [f"{TITLE} | Orchard Gazette", f"{TITLE} - Orchard Gazette", f"{TITLE} – World – Orchard Gazette", TITLE],
)
def test_a_title_loses_the_sites_name(title: str) -> None:
    head = f'<meta property="og:title" content="{title}">'
    assert clean(page(head=head)).title == TITLE


def test_a_dash_of_the_headline_itself_stays() -> None:
    title = "Truce holds – for now"
    assert clean(page(title, head=f'<meta property="og:title" content="{title}">')).title == title


@pytest.mark.parametrize(
    ("authors", "names"),
    [
        ([{"@type": "Person", "name": "Rana Haddad"}], ("Rana Haddad",)),
        ("By Rana Haddad and Omar Said", ("Rana Haddad", "Omar Said")),
        ([{"name": "Rana Haddad, Omar Said"}, {"name": "rana haddad"}], ("Rana Haddad", "Omar Said")),
        ([{"name": "Rana Haddad (rha)"}, {"name": "@orchardgazette"}], ("Rana Haddad",)),
        ([{"givenName": "Rana", "familyName": "Haddad"}], ("Rana Haddad",)),
        ([{"name": "Orchard Gazette"}, {"name": "Rana Haddad"}], ("Rana Haddad",)),
        ([{"name": "https://social.example/gazette"}], ()),
    ],
)
def test_authors_are_names_only(authors: object, names: tuple[str, ...]) -> None:
    assert clean(page(data=news_article(author=authors))).authors == names


def test_a_byline_in_the_markup_is_the_last_resort_and_comments_are_none() -> None:
    byline = '<p class="byline">By <a rel="author" href="/rh">Rana Haddad</a></p>'
    comment = '<div class="comment"><span class="author">Angry Reader</span></div>'
    assert clean(page(before=byline, after=comment)).authors == ("Rana Haddad",)


@pytest.mark.parametrize(
    ("head", "data", "before", "published", "method"),
    [
        ("", news_article(datePublished="2023-12-20T09:00:00+03:00"), "", "2023-12-20T09:00:00+03:00", "json-ld"),
        ('<meta name="pubdate" content="2023-12-20T06:00:00Z">', None, "", "2023-12-20T06:00:00+00:00", "meta"),
        ("", None, '<time datetime="2023-12-20T09:00+03:00">today</time>', "2023-12-20T09:00:00+03:00", "time"),
        ("", None, '<span class="post-date">20 December 2023, 09:00</span>', "2023-12-20", "url"),
        ("", news_article(datePublished="2093-12-20"), "", "2023-12-20", "url"),
    ],
)
def test_the_publication_time_says_what_gave_it(
    head: str, data: dict[str, object] | None, before: str, published: str, method: str
) -> None:
    cleaned = clean(page(head=head, data=data, before=before), url=URL)
    assert (cleaned.published, cleaned.published_method) == (published, method)


def test_a_time_without_zone_takes_the_outlets_and_the_feed_comes_last() -> None:
    dated = page(data=news_article(datePublished="2023-12-20 09:00:00"))
    assert clean(dated, zone=ZoneInfo("Asia/Dubai")).published == "2023-12-20T09:00:00+04:00"
    item = FeedItem("g", "f", URL, URL, published=datetime(2023, 12, 20, 5, tzinfo=UTC))
    assert clean(page(), feed=item).published_method == "feed"


def test_a_standfirst_outside_the_article_is_kept() -> None:
    lead = "Guards say that a third rocket was found before it could be fired, on Wednesday morning."
    head = f'<meta name="description" content="{lead}">'
    before = f'<div class="top"><p class="standfirst">{lead}</p></div>'
    assert clean(page(head=head).replace("<main>", f"{before}<main>")).text.startswith(lead)


def test_captions_link_boxes_and_appeals_are_left_out() -> None:
    inside = "<figure><img src='x'><figcaption>A wall with a hole in it, photographed yesterday</figcaption></figure>"
    inside += '<p><a href="/x">Read more: how the last truce came to its end</a></p>'
    inside += "<p>Sign up for our daily newsletter and never miss a story from the region.</p>"
    assert clean(page(after=inside)).text.split("\n") == list(PARAGRAPHS)


def test_an_article_drawn_in_the_browser_is_read_from_its_script() -> None:
    markup = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    state = json.dumps({"props": {"story": {"html": markup, "fill": "x" * 2000}}})
    source = f"<html><head><title>{TITLE}</title></head><body><p>Loading</p><script>{state}</script></body></html>"
    assert clean(source).text.split("\n") == list(PARAGRAPHS)


CHALLENGE = "<title>Just a moment...</title><h1>Checking your browser</h1><form id='challenge-form'></form>"
CONSENT = "<h1>Before you continue</h1><p>We value your privacy.</p><button>Accept all</button>"
CUT = page(paragraphs=PARAGRAPHS[:1], data=news_article(isAccessibleForFree=False), after="<p>Subscribe to read on</p>")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", CleanStatus.EMPTY),
        (b"   \n", CleanStatus.EMPTY),
        (b"<html><head><title>x</title></head><body></body></html>", CleanStatus.EMPTY),
        (b"%PDF-1.7\n" + bytes(range(256)), CleanStatus.NOT_ARTICLE),
        (CHALLENGE.encode(), CleanStatus.BLOCKED),
        (CONSENT.encode(), CleanStatus.BLOCKED),
        (CUT.encode(), CleanStatus.PAYWALLED),
        (b"<html>" + b"<div>" * 100_000, CleanStatus.FAILED),
    ],
)
def test_what_is_no_article_says_so(body: bytes, status: CleanStatus) -> None:
    cleaned = clean(body, url=URL)
    assert cleaned.status is status
    assert cleaned.error


def test_a_front_page_is_no_article() -> None:
    links = "".join(f'<h3><a href="/n/{n}">Headline number {n} of the front page</a></h3>' for n in range(80))
    cleaned = clean(f"<html lang='en'><body>{links}</body></html>", url="https://gazette.example/")
    assert cleaned.status is CleanStatus.NOT_ARTICLE


ARABIC = (
    "سقط صاروخان قرب المطار فجر الأربعاء وقال مجلس المحافظة إن أحدا لم يصب بأذى.",
    "وعثر الحراس على صاروخ ثالث خلف بستان مع جهاز توقيت ولفة من الأسلاك.",
    "واستؤنفت الرحلات بعد ساعة كما قال متحدث باسم الحامية للصحفيين.",
)


@pytest.mark.parametrize(
    ("encoded", "headers"),
    [
        (page(paragraphs=ARABIC).encode("utf-8"), {"content-type": "text/html; charset=iso-8859-1"}),
        (page(paragraphs=ARABIC).replace("utf-8", "windows-1256").encode("cp1256"), {}),
        (page(paragraphs=ARABIC).encode("cp1256"), {"content-type": "text/html; charset=windows-1256"}),
        (page(paragraphs=ARABIC).encode("utf-16"), {}),
        (b"\xef\xbb\xbf" + page(paragraphs=ARABIC).encode("utf-8"), {}),
    ],
)
def test_the_charset_is_found_whatever_is_claimed(encoded: bytes, headers: dict[str, str]) -> None:
    cleaned = clean(encoded, headers=headers)
    assert ARABIC[0] in cleaned.text
    assert cleaned.language == "ar"


def test_agency_dateline_and_corrections_are_noted() -> None:
    first = f"HIT, Dec 20 (Reuters) - {PARAGRAPHS[0]}"
    last = "Correction: an earlier version of this report gave another number of rockets than the council did."
    cleaned = clean(page(paragraphs=(first, *PARAGRAPHS[1:], last)))
    assert (cleaned.agency, cleaned.dateline, cleaned.corrections) == ("Reuters", "HIT", (last,))


def test_canonical_amp_and_language_links_are_absolute() -> None:
    head = '<link rel="canonical" href="/real"><link rel="amphtml" href="/real/amp">'
    head += '<link rel="alternate" hreflang="ar" href="https://ar.gazette.example/1">'
    cleaned = clean(page(head=head), url=URL)
    assert cleaned.canonical_url == "https://gazette.example/real"
    assert cleaned.amp_url == "https://gazette.example/real/amp"
    assert cleaned.alternates == (("ar", "https://ar.gazette.example/1"),)


def test_a_live_blog_is_split_into_dated_entries() -> None:
    updates = [
        {"headline": f"Step {n}", "datePublished": f"2023-12-20T0{n}:00:00Z", "articleBody": text}
        for n, text in enumerate(PARAGRAPHS)
    ]
    data = {**news_article(liveBlogUpdate=updates), "@type": "LiveBlogPosting"}
    entries = clean(page(data=data)).entries
    assert [(entry.title, entry.published) for entry in entries] == [
        (f"Step {n}", f"2023-12-20T0{n}:00:00+00:00") for n in range(4)
    ]
    assert entries[1].text == PARAGRAPHS[1]


def test_a_live_blog_without_data_is_split_by_its_times() -> None:
    blocks = "".join(
        f'<div><time datetime="2023-12-20T0{n}:30:00+03:00">0{n}:30</time><h3>Step {n}</h3><p>{text}</p></div>'
        for n, text in enumerate(PARAGRAPHS)
    )
    entries = clean(page("Airfield attack: live updates", before=f"<div>{blocks}</div>")).entries
    assert [entry.published for entry in entries] == [f"2023-12-20T0{n}:30:00+03:00" for n in range(4)]


def test_the_feeds_own_text_stands_in_for_a_wall() -> None:
    when = datetime(2023, 12, 20, tzinfo=UTC)
    item = FeedItem("g", "f", URL, URL, title=TITLE, content="\n".join(PARAGRAPHS), published=when)
    stand_in = page_of_feed(item)
    assert (stand_in.text.split("\n"), stand_in.published_method) == (list(PARAGRAPHS), "feed")
    assert stand_in.error == "the text is the feed's own"


def test_several_processes_give_the_same_in_the_same_order() -> None:
    tasks = [CleanTask(str(n), page(f"{TITLE} {n}"), URL) for n in range(12)]
    assert list(clean_many(tasks, workers=2)) == list(clean_many(tasks))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.integers(0, 1500))
def test_noise_in_a_page_never_raises(noise: bytes, at: int) -> None:
    whole = page(data=news_article(datePublished="2023-12-20")).encode()
    assert clean(whole[:at] + noise + whole[at:], url=URL).status is not None
    clean(noise)
