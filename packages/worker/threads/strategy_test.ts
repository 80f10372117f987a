import { findEntry } from "../crew/find_entry.ts";
import { openThreadMembers } from "../crew/thread_member.ts";
import { describeTransfers } from "../testing/describe_transfers.ts";
import { describeCrewStrategy, RELAY_MAIN } from "../testing/relay.ts";
import { threads } from "./strategy.ts";

describeCrewStrategy(threads, openThreadMembers(RELAY_MAIN));
describeTransfers("threads", openThreadMembers(findEntry(import.meta.url, "threads/threads_main")));
