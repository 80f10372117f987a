"""A pool with a process for each processor."""

from concurrent.futures import ProcessPoolExecutor
from functools import partial

from thumbs_shared import make_thumbnail, read_call

if __name__ == "__main__":
    pictures, side, form = read_call()
    with ProcessPoolExecutor() as pool:
        for _ in pool.map(partial(make_thumbnail, side=side, form=form), pictures):
            pass
