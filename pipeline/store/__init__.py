"""The event store: what was read, kept with its provenance. Plain values in and out, SQL only inside.

    store = open_store("sqlite:///strikelog.db")     # created or migrated on first use
    with store.write(run_id) as tx: ...              # one writer at a time; all or nothing
    with store.read() as tx: ...                     # a consistent state beside any writer

The functions of the modules here take the transaction first. They are grouped as the tables are: `feeds`,
`articles`, `readings`, `events`, `runs`, `reviews`.
"""

from pipeline.store.connect import Store, Transaction
from pipeline.store.schema import open_store, upgrade

__all__ = ["Store", "Transaction", "open_store", "upgrade"]
