"""A pool of processes that share the list."""

from functools import partial
from multiprocessing import Pool

from fetch_shared import download, read_call

if __name__ == "__main__":
    links, folder, jobs = read_call()
    with Pool(jobs) as pool:
        pool.map(partial(download, folder=folder), links)
