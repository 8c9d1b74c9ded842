"""Cleaning: from the bytes of a page to an article with title, authors, time, language and text."""

from pipeline.clean.batch import CleanTask, clean_many
from pipeline.clean.page import clean, page_of_feed

__all__ = ["CleanTask", "clean", "clean_many", "page_of_feed"]
