"""Discovery: from a source's feeds and sitemaps to the addresses of its articles."""

from pipeline.discover.poll import Fetches, discover
from pipeline.discover.read import FeedDocument, FeedEntry, read_feed
from pipeline.discover.window import discover_window

__all__ = ["FeedDocument", "FeedEntry", "Fetches", "discover", "discover_window", "read_feed"]
