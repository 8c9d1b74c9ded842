"""strikelog schedule: the flows, served on this machine."""

from __future__ import annotations

from pipeline.cli.running import command_app

app = command_app(
    "schedule",
    examples="""
    strikelog schedule
    strikelog schedule --cron "30 3 * * *" --timezone Asia/Dubai
    """,
)


@app.default
def schedule(*, cron: str = "0 2 * * *", timezone: str = "UTC") -> int:
    """Serve the nightly, reprocess and backfill deployments on this machine until stopped.

    Parameters
    ----------
    cron
        When the nightly flow runs: minute, hour, day of month, month, day of week.
    timezone
        The time zone of the schedule, as in Asia/Dubai.
    """
    from zoneinfo import available_timezones

    from pipeline import settings
    from pipeline.cli.flow import become
    from pipeline.errors import UsageError

    if len(cron.split()) != 5:
        raise UsageError(f"not a schedule: {cron!r}", todo="five fields, as in: 0 2 * * *")
    if timezone not in available_timezones():
        raise UsageError(f"not a time zone: {timezone!r}", todo="as in: Asia/Dubai")
    become(settings.load(), "serve", {"cron": cron, "timezone": timezone})
