"""strikelog archive: the pages as they came, and whether they are whole."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from pipeline.cli.running import command_app

if TYPE_CHECKING:
    from models.page import ArchiveKey

app = command_app(
    "archive",
    examples="""
    strikelog archive show https://news.example.org/world/rockets
    strikelog archive show strikelog-20260101020000-17-000.warc.gz@512 > page.html
    strikelog archive verify
    """,
)


@app.command
def show(page: str, *, headers: Annotated[bool, Parameter(negative="")] = False, folder: Path | None = None) -> int:
    """Print an archived page as it came.

    Parameters
    ----------
    page
        An archive key (file@offset), or an address: its newest page then.
    headers
        Print status and headers before the body.
    folder
        Another archive than the settings name.
    """
    from pipeline.archive import Archive

    with Archive(_folder(folder)) as archive:
        found = archive.read(_key(page))
    if headers:
        print(f"{found.http_version} {found.status}\n{found.final_url}\n{found.fetched_at.isoformat()}")
        print("".join(f"{name}: {value}\n" for name, value in found.headers))
    sys.stdout.flush()
    sys.stdout.buffer.write(found.body)
    return 0


@app.command
def verify(*, folder: Path | None = None) -> int:
    """Read every archived record and check its digests; ends with 1 when something is damaged.

    Parameters
    ----------
    folder
        Another archive than the settings name.
    """
    from pipeline.archive import Archive
    from pipeline.archive import verify as checked

    archive = Archive(_folder(folder))
    problems = 0
    for problem in checked(archive):
        problems += 1
        print(f"{problem.file}@{problem.offset}: {problem.problem}")
    print(f"{len(archive.files())} files, {problems} problems")
    return int(problems > 0)


def _folder(given: Path | None) -> Path:
    from pipeline import settings

    return given or settings.load().archive_dir


def _key(page: str) -> ArchiveKey:
    from models.page import ArchiveKey
    from pipeline.errors import UsageError

    if "://" in page:
        return _newest(page)
    try:
        return ArchiveKey.parse(page)
    except ValueError as error:
        raise UsageError(str(error)) from None


def _newest(url: str) -> ArchiveKey:
    """The key of an address's newest page, by the store's index."""
    from contextlib import closing

    from models.page import ArchiveKey
    from pipeline import settings
    from pipeline.errors import NotFoundError
    from pipeline.identity_url import canonical_url
    from pipeline.store import open_store
    from pipeline.store.articles import archived

    with closing(open_store(settings.load().database_url)) as store, store.read() as tx:
        keys = archived(tx, canonical_url(url)) or archived(tx, url)
    if not keys:
        raise NotFoundError(f"no archived page of {url}")
    return ArchiveKey.parse(keys[0])
