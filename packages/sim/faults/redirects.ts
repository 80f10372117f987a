import { type Answer, redirect } from "../http/answer.ts";
import type { FaultContext, FaultRow } from "./fault.ts";

/** Faults in where an address leads. */
export const REDIRECTS: Readonly<Record<string, FaultRow>> = {
  removed: {
    help: "302 to the removed picture, docs/imgur.md §4.5",
    apply: onWay((context) => redirect("removed", `${context.cdnUrl}/removed.png`)),
  },
  redirect: {
    help: "302 to another path of the CDN: chains exist, docs/imgur.md §4.4",
    takes: "PATH",
    apply: onWay(({ cdnUrl, arg }) => redirect("redirect", `${cdnUrl}/${arg.replace(/^\//, "")}`)),
  },
  redirect_loop: {
    help: "302 to itself",
    apply: onWay(({ request, cdnUrl }) => redirect("redirect_loop", `${cdnUrl}${request.path}`)),
  },
  redirect_off_host: {
    help: "302 to a host that is not Imgur's, or to the address given",
    takes: "URL",
    apply: onWay(({ arg }) =>
      redirect("redirect_off_host", arg || "http://files.example.invalid/cat.jpg"),
    ),
  },
  redirect_private: {
    help: "302 to a private address, as of a cloud's metadata",
    apply: onWay(() => redirect("redirect_private", "http://169.254.169.254/latest/meta-data/")),
  },
  redirect_nowhere: {
    help: "302 without a Location",
    apply: onWay(({ whole }) => ({ ...whole, status: 302, body: whole.body.subarray(0, 0) })),
  },
};

// The removed picture itself is never redirected, or a rule for every request would make a loop of each.
function onWay(apply: (context: FaultContext) => Answer): FaultRow["apply"] {
  return (context) => (context.request.path === "/removed.png" ? null : apply(context));
}
