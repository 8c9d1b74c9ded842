"""From the bytes of a page to text and to a tree, whatever header and page claim of the encoding."""

from __future__ import annotations

import codecs
import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser

_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_CONTROL_BYTES = bytes({*range(32)} - {9, 10, 11, 12, 13, 27})
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# What browsers read under these labels. source: WHATWG Encoding Standard, names and labels.
_AS_BROWSERS = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "latin-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874",
    "tis-620": "cp874", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949",
}  # fmt: skip
_NOT_TEXT = (
    b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x1f\x8b", b"BM", b"\x00\x00\x00",
    b"ID3", b"OggS", b"RIFF", b"\x7fELF", b"MZ", b"7z\xbc\xaf", b"Rar!", b"wOFF",
)  # fmt: skip
MAX_DEPTH = 250


def is_binary(body: bytes) -> bool:
    """Whether a body is a picture, PDF, archive or the like, by its first bytes."""
    head = body[:512]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _is_utf16(head):
        return False
    controls = len(head) - len(head.translate(None, _CONTROL_BYTES))
    return head.startswith(_NOT_TEXT) or (len(head) > 32 and controls > len(head) * 0.1)


def decode(body: bytes, content_type: str | None = None) -> str:
    """The text of a page. Bytes that are valid UTF-8 are read so in spite of all claims; never raises."""
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    if _is_utf16(body[:512]):
        return body.decode("utf-16-le" if body[1:2] == b"\0" else "utf-16-be", "replace")
    if b"\x1b$" not in body[:4096]:  # not ISO-2022-JP, whose bytes are all ASCII
        try:
            return body.decode("utf-8")
        except UnicodeDecodeError:
            pass
    for label in (_header_charset(content_type), _page_charset(body)):
        if label and (text := _decoded(body, label)) is not None:
            return text
    return _guessed(body)


def load_tree(text: str) -> HtmlElement | None:
    """The tree of a page without comments and control characters; null when there is no element in it."""
    cleaned = _CONTROLS.sub("", text).encode("utf-8", "replace")
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(cleaned, parser)
    except (etree.XMLSyntaxError, etree.ParserError, ValueError):
        return None
    return root if isinstance(root, HtmlElement) else None


def too_deep(tree: HtmlElement) -> bool:
    """Whether elements are nested so deep that recursive code could break on them."""
    depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            return True
    return False


def _is_utf16(head: bytes) -> bool:
    return len(head) > 16 and (head[1::2].count(0) > len(head) * 0.3) != (head[::2].count(0) > len(head) * 0.3)


def _header_charset(content_type: str | None) -> str | None:
    match = re.search(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", content_type or "", re.IGNORECASE)
    return match[1] if match else None


def _page_charset(body: bytes) -> str | None:
    match = _XML.search(body[:300]) or _META.search(body[:8192])
    return match[1].decode("ascii", "replace") if match else None


def _decoded(body: bytes, label: str) -> str | None:
    """The text under a label; null when the label is unknown or cannot be true."""
    try:
        name = codecs.lookup(label.strip().lower()).name
    except LookupError:
        return None
    text = body.decode(_AS_BROWSERS.get(name, name), "replace")
    return text if text.count("\ufffd") <= max(3, len(text) // 500) else None


def _guessed(body: bytes) -> str:
    from charset_normalizer import from_bytes

    sample = re.sub(rb"<script\b.*?</script>|<style\b.*?</style>|<[^<>]*>", b" ", body[:200_000], flags=re.DOTALL)
    best = from_bytes(sample[:20_000]).best()
    return body.decode(best.encoding if best else "cp1252", "replace")
