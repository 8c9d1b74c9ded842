"""One address for one article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.identity_url import canonical_url

ARTICLE = "https://www.example.com/world/rockets?id=7"


@pytest.mark.parametrize(
    "copy",
    [
        "http://www.example.com:80/world/rockets?id=7",
        "HTTPS://WWW.EXAMPLE.COM/world//rockets/?id=7#comments",
        "https://www.example.com/world/rockets?utm_source=feed&id=7&fbclid=x",
        "https://m.example.com/world/rockets?id=7",
        "https://amp.example.com/world/rockets/amp/?id=7",
        "https://www.example.com/world/rockets.amp.html?id=7&amp;outputType=amp",
        "https://www.google.com/amp/s/www.example.com/world/rockets?id=7",
        "https://www-example-com.cdn.ampproject.org/c/s/www.example.com/world/rockets?id=7&amp=1",
        "  https://reader:secret@www.example.com/world/rockets?id=7 ",
    ],
)
def test_copies_of_an_article_have_one_identity(copy: str) -> None:
    assert canonical_url(copy) == ARTICLE


@pytest.mark.parametrize("other", ["?id=8", "/more?id=7", "?id=7&page=2"])
def test_other_articles_keep_another_identity(other: str) -> None:
    assert canonical_url("https://www.example.com/world/rockets" + other) != ARTICLE


@pytest.mark.parametrize("url", ["", "javascript:alert(1)", "file:///etc/hosts", "ftp://x.org/a", "http://[bad", "a b"])
def test_what_is_no_web_address_has_none(url: str) -> None:
    assert canonical_url(url) == ""


def test_a_local_address_keeps_scheme_and_port() -> None:
    assert canonical_url("http://127.0.0.1:8080/a/?utm_medium=x") == "http://127.0.0.1:8080/a"


@given(st.text(max_size=80))
def test_the_identity_of_an_identity_is_itself(path: str) -> None:
    once = canonical_url("https://example.com/" + path)
    assert canonical_url(once) == once
