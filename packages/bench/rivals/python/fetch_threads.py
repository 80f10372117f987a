"""Threads that take links from one queue."""

from queue import Queue
from threading import Thread

from fetch_shared import download, read_call


def work(waiting, folder):
    while True:
        link = waiting.get()
        try:
            download(link, folder)
        finally:
            waiting.task_done()


links, folder, jobs = read_call()
waiting = Queue()
for _ in range(jobs):
    Thread(target=work, args=(waiting, folder), daemon=True).start()
for link in links:
    waiting.put(link)
waiting.join()
