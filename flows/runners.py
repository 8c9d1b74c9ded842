"""Where flows run: served on this machine; workers take the same from prefect.yaml."""

from __future__ import annotations

import asyncio

from prefect import aserve
from prefect.schedules import Cron
from prefect.types.entrypoint import EntrypointType

from flows.backfill import backfill
from flows.nightly import nightly
from flows.reprocess import reprocess

MODULE = EntrypointType.MODULE_PATH  # a path would put flows/ first on sys.path


def serve_here(cron: str, timezone: str) -> None:
    """Serve the nightly, backfill (one at a time each) and reprocess deployments until stopped."""
    asyncio.run(_serve(cron, timezone))


async def _serve(cron: str, timezone: str) -> None:
    schedule = Cron(cron, timezone=timezone)
    night = await nightly.ato_deployment("nightly", schedule=schedule, concurrency_limit=1, entrypoint_type=MODULE)
    again = await reprocess.ato_deployment("reprocess", entrypoint_type=MODULE)
    past = await backfill.ato_deployment("backfill", concurrency_limit=1, entrypoint_type=MODULE)
    print(f"Serving nightly/nightly ({cron}, {timezone}), reprocess/reprocess, backfill/backfill", flush=True)
    await aserve(night, again, past, pause_on_shutdown=False, print_starting_message=False, limit=2)
