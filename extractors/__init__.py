"""Reading: from an article's text to its attacks."""

import os

# Read by numpy's matrix library at its first import: threads of its own cost more than they give where each worker
# process has a core, and the order of sums would depend on the number of cores.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
