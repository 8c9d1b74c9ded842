"""The archive: what was fetched comes back byte for byte, and damage is seen."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.page import ArchiveKey, RawPage
from pipeline.archive import Archive, ArchiveError, records, verify
from pipeline.errors import NotFoundError
from pipeline.warc import packed, record_of

WHEN = datetime(2023, 12, 20, 10, 15, 0, 123000, tzinfo=UTC)


def page(body: bytes = b"<p>\xd8\xa7 rocket</p>", name: str = "a", status: int = 200) -> RawPage:
    headers = (("content-type", "text/html"), ("content-encoding", "br"), ("content-length", "9"), ("etag", 'W/"1"'))
    url = f"https://x.example/{name}"
    return RawPage(url + "?utm_source=x", url, status, headers, body, WHEN, (url + "?utm_source=x",), 0.25, "HTTP/2")


def test_a_page_is_read_back_as_it_was(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        kept = [(archive.append(one), one) for one in (page(), page(b"", "b", 404), page(bytes(range(256)) * 300, "c"))]
    for key, one in reversed(kept):
        assert Archive(tmp_path).read(ArchiveKey.parse(str(key))) == one


def test_files_are_rotated_and_all_records_found(tmp_path: Path) -> None:
    with Archive(tmp_path, max_file_bytes=1000) as archive:
        keys = [archive.append(page(name=str(n))) for n in range(8)]
    assert len({key.file for key in keys}) == len(archive.files()) > 1
    found = [key for path in archive.files() for key, _ in records(path)]
    assert found == keys
    assert list(verify(archive)) == []


def test_two_archives_of_one_folder_write_to_files_of_their_own(tmp_path: Path) -> None:
    with Archive(tmp_path) as one, Archive(tmp_path) as other:
        assert one.append(page()).file != other.append(page()).file


def test_what_is_not_there_is_not_found(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    for key in (ArchiveKey("none.warc.gz", 0), ArchiveKey("../secret", 0)):
        with pytest.raises(NotFoundError):
            archive.read(key)
    with pytest.raises(ValueError, match="not an archive key"):
        ArchiveKey.parse("no offset")


def test_a_file_that_was_cut_short_keeps_its_whole_records(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        first, last = archive.append(page()), archive.append(page(b"<p>a long text</p>" * 500, "b"))
    path = archive.files()[0]
    path.write_bytes(path.read_bytes()[:-40])
    assert [(problem.offset, problem.problem) for problem in verify(archive)] == [(last.offset, "cut short")]
    assert archive.read(first) == page()


def test_a_changed_byte_is_seen(tmp_path: Path) -> None:
    record = record_of(page(b"<p>three wounded</p>")).replace(b"three", b"seven")
    (tmp_path / "a.warc.gz").write_bytes(packed(record))
    (problem,) = verify(Archive(tmp_path))
    assert "digest" in problem.problem


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 800))
def test_noise_in_a_warc_file_is_an_archive_error_at_worst(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes, at: int
) -> None:
    whole = record_of(page())
    path = tmp_path_factory.mktemp("warc") / "a.warc"
    path.write_bytes(whole[:at] + noise + whole[at:])
    with suppress(ArchiveError):
        assert all(found.final_url is not None for _, found in records(path))
