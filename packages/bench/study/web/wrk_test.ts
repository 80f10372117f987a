import { expect, test } from "bun:test";
import { printNginxConfig } from "../../rivals/nginx.ts";
import { printScript, readWrk } from "./wrk.ts";

const SAID = `Running 2s test @ http://127.0.0.1:38533
  Latency Distribution
     50%  867.00us
     75%    1.19ms
     90%    1.23ms
     99%    1.34s 
  157 requests in 2.02s, 629.56KB read
Requests/sec:  77128.16
`;

test("`readWrk()` reads rate and latencies in whatever unit they come", () => {
  expect(readWrk(SAID)).toEqual({ perSecond: 77128.16, p50Ms: 0.867, p99Ms: 1340 });
});

test.each([
  ["answers that are errors", `${SAID}  Non-2xx or 3xx responses: 7\n`],
  ["lost connections", `${SAID}  Socket errors: connect 0, read 3, write 0, timeout 0\n`],
  ["nothing", "unable to connect to 127.0.0.1:1"],
])("`readWrk()` refuses a run with %s", (_what, said) => {
  expect(() => readWrk(said)).toThrow("Cannot take the run of wrk as a sample");
});

test("`printScript()` keeps quotes inside its texts", () => {
  const script = printScript([{ path: "/a", headers: { "If-None-Match": '"1"' } }]);
  expect(script).toContain(String.raw`{"/a",{["If-None-Match"]="\"1\""}}`);
});

test("`printNginxConfig()` adds the headers that it is given", () => {
  const headers = { "content-security-policy": "default-src 'self'" };
  const config = printNginxConfig({ scratch: "/s", root: "/r", port: 8080, headers });
  expect(config).toContain(`add_header content-security-policy "default-src 'self'";`);
  expect(config).toContain("listen 127.0.0.1:8080;");
});
