import { processPort } from "../crew/process_port.ts";
import { serveQueueWorker } from "./serve_queue_worker.ts";

serveQueueWorker(processPort());
