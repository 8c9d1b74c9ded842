"""Sources take turns, and each article is asked for with its source's manners."""

from __future__ import annotations

from models.page import Validators
from models.stored import PendingArticle
from pipeline.gather import by_turns, request_for
from pipeline.sources import Source


def pending(number: int, source: str | None) -> PendingArticle:
    url = f"https://{source}.example/{number}"
    return PendingArticle(number, url, url, source, 0, Validators(etag='"x"'))


def test_sources_take_turns() -> None:
    articles = [pending(1, "a"), pending(2, "a"), pending(3, "a"), pending(4, "b"), pending(5, None)]
    assert [article.article_id for article in by_turns(articles)] == [1, 4, 5, 2, 3]


def test_a_request_has_the_manners_of_its_source_and_asks_whether_it_changed() -> None:
    source = Source.model_validate({
        "id": "a", "name": "A", "homepage": "https://a.example/", "feeds": ["https://a.example/f"], "country": "JO",
        "language": "en", "scale": "national", "min_delay_s": 7, "obey_robots": False, "allow_private": ["10.0.0.0/8"],
    })  # fmt: skip
    request = request_for(pending(1, "a"), {"a": source})
    assert (request.min_delay_s, request.obey_robots, request.allow_private) == (7, False, ("10.0.0.0/8",))
    assert request.validators.etag == '"x"'


def test_an_article_of_no_source_is_asked_for_with_the_defaults() -> None:
    request = request_for(pending(1, None), {})
    assert (request.source_id, request.min_delay_s, request.obey_robots) == ("", None, True)
