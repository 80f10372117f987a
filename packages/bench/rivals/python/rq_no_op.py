"""Jobs that do nothing on a Redis list, put there first, and workers that empty it. Prints what it took.

Arguments: the port of Redis, how many jobs, how many workers, and the kind of worker.
"""

import json
import os
import subprocess
import sys
import time

from redis import Redis
from rq import Queue

from rq_no_op_job import do_nothing

port, jobs, workers, kind = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
connection = Redis(port=int(port))
connection.flushall()
queue = Queue("no_op", connection=connection)
queue.enqueue_many([Queue.prepare_data(do_nothing, (number,), result_ttl=0) for number in range(jobs)])
worker = [sys.executable, "-B", "-m", "rq.cli", "worker", "--burst", "--quiet", "--worker-class", kind]
worker += ["--url", f"redis://127.0.0.1:{port}", "--path", os.path.dirname(__file__), "no_op"]
begun = time.monotonic()
children = [subprocess.Popen(worker) for _ in range(workers)]
codes = [child.wait() for child in children]
seconds = time.monotonic() - begun
left = len(queue) + queue.failed_job_registry.count
print(json.dumps({"seconds": seconds, "left": left}))
sys.exit(max(codes))
