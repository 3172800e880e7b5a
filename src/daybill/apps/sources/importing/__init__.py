"""The frame through which everything comes in: read, clean, match, store, report."""

from .answering import store_waiting
from .jobs import Job, NothingToImport, Options, find_jobs
from .locks import ImportRunning
from .reports import as_json
from .running import ImportStopped, Progress, run_import

__all__ = [
    "ImportRunning",
    "ImportStopped",
    "Job",
    "NothingToImport",
    "Options",
    "Progress",
    "as_json",
    "find_jobs",
    "run_import",
    "store_waiting",
]
