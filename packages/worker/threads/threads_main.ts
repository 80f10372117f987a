import { threadPort } from "../crew/serve_member.ts";
import { serveTransfers } from "../crew/serve_transfers.ts";

serveTransfers(threadPort());
