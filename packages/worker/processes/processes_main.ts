import { processPort } from "../crew/process_port.ts";
import { serveTransfers } from "../crew/serve_transfers.ts";

serveTransfers(processPort());
