"""An executor of threads, with a deadline for the whole."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

from fetch_shared import download, read_call

DEADLINE_S = 30

links, folder, jobs = read_call()
with ThreadPoolExecutor(max_workers=jobs) as executor:
    for _ in executor.map(partial(download, folder=folder), links, timeout=DEADLINE_S):
        pass
