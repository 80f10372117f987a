"""A job a link on a Redis list, and workers that are started for it. The fourth argument is the port of Redis."""

import os
import subprocess
import sys

from redis import Redis
from rq import Queue

from fetch_shared import download, read_call

links, folder, jobs = read_call()
port = sys.argv[4]
queue = Queue("fetch", connection=Redis(port=int(port)))
queue.enqueue_many([Queue.prepare_data(download, (link, folder)) for link in links])
worker = [sys.executable, "-B", "-m", "rq.cli", "worker", "--burst", "--quiet"]
worker += ["--url", f"redis://127.0.0.1:{port}", "--path", os.path.dirname(__file__), "fetch"]
workers = [subprocess.Popen(worker) for _ in range(jobs)]
sys.exit(max(child.wait() for child in workers))
