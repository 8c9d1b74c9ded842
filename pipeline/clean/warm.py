"""Imported once by the server that the cleaning processes are forked from: everything heavy, and the word lists."""

import trafilatura

from pipeline.clean.page import clean
from pipeline.timestamps import parse_timestamp

__all__ = ["trafilatura"]

clean("<html><body><article><p>One line, so that every table is read before the first page comes.</p></article></html>")
parse_timestamp("20 December 2023")
