"""strikelog sample: the bundled newsroom, served on this machine."""

from __future__ import annotations

from pathlib import Path

from pipeline.cli.running import command_app

app = command_app(
    "sample",
    examples="""
    strikelog sample serve
    strikelog sample serve --port 8080 --edition 2 --sources-file sample-sources.toml
    strikelog sample demo
    """,
)
PORT = 8765


@app.command
def serve(*, port: int = PORT, edition: int = 1, sources_file: Path = Path("var/sample/sources.toml")) -> int:
    """Serve the sample newsroom on 127.0.0.1 until stopped, and write the sources file that leads to it.

    Parameters
    ----------
    port
        The port; 0 takes a free one.
    edition
        2 serves it after the corrections of the next day.
    sources_file
        Where the sources file is written.
    """
    from pipeline.sample.server import SampleServer

    server = SampleServer(port, edition)
    print(f"Sample newsroom at {server.base} (stop with Ctrl-C)", flush=True)
    print(f"Read it with: strikelog run --sources {server.write_sources(sources_file)}", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print("stopped")
    return 0


@app.command
def demo(*, folder: Path = Path("var/demo")) -> int:
    """Serve the sample, run the nightly flow over it and show what is found; safe to repeat.

    Parameters
    ----------
    folder
        Where the demonstration keeps its store and archive.
    """
    from pipeline.sample.demo import demo as show

    return show(folder)
