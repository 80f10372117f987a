import { serveIfQueueWorker } from "../serve_if_queue_worker.ts";

await serveIfQueueWorker();
