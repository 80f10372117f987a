import { expect, test } from "bun:test";
import { hostname } from "node:os";
import { Hono } from "hono";
import { type GuardOptions, guard, securityHeaders } from "./guard.ts";

function appOf(options: Partial<GuardOptions> = {}): Hono {
  const app = new Hono();
  app.use(securityHeaders());
  app.use(guard({ hosts: [], ...options }));
  app.all("*", (context) => context.text("in"));
  return app;
}

const OWN = { host: "127.0.0.1:3000", "x-acacia": "1", origin: "http://127.0.0.1:3000" };

test.each([
  ["the loopback's address", "127.0.0.1:3000", 200],
  ["localhost", "localhost:3000", 200],
  ["IPv6's loopback", "[::1]:3000", 200],
  ["a foreign name that points here", "evil.example:3000", 403],
  ["a name that only begins like ours", "localhost.evil.example", 403],
])("guard() answers for %s: %s with %d", async (_who, host, status) => {
  const answer = await appOf().request("http://127.0.0.1:3000/", { headers: { host } });
  expect(answer.status).toBe(status);
});

test("guard() answers for a host that the user serves on", async () => {
  const answer = await appOf({ hosts: ["10.0.0.7"] }).request("/", {
    headers: { host: "10.0.0.7:80" },
  });
  expect(answer.status).toBe(200);
});

test.each([
  ["any address of the machine", "192.168.1.7:3000", 200],
  ["any IPv6 address", "[fe80::1]:3000", 200],
  ["the machine's name", `${hostname()}:3000`, 200],
  ["a foreign name", "evil.example:3000", 403],
  ["a name that looks like an address", "192.168.1.7.evil.example", 403],
])(
  "guard() of a server on all addresses answers for %s: %s with %d",
  async (_who, host, status) => {
    const answer = await appOf({ hosts: ["0.0.0.0"] }).request("/", { headers: { host } });
    expect(answer.status).toBe(status);
  },
);

test("guard() answers for an IPv6 address that the user serves on", async () => {
  const answer = await appOf({ hosts: ["fd00::7"] }).request("/", {
    headers: { host: "[fd00::7]:80" },
  });
  expect(answer.status).toBe(200);
});

test.each([
  ["our own page may change things", {}, 200],
  ["a form of another page may not", { "x-acacia": undefined }, 403],
  ["a script of another page may not", { origin: "http://evil.example" }, 403],
  ["another port of this machine may not", { origin: "http://127.0.0.1:9999" }, 403],
  ["Fetch Metadata is believed", { "sec-fetch-site": "cross-site" }, 403],
  ["a program without an origin may", { origin: undefined }, 200],
] as const)("guard(): %s", async (_rule, change, status) => {
  const headers = new Headers();
  for (const [name, value] of Object.entries({ ...OWN, ...change })) {
    if (value !== undefined) headers.set(name, value);
  }
  const answer = await appOf().request("/api/edit", { method: "POST", headers });
  expect(answer.status).toBe(status);
});

test.each([
  ["no token", "/", {}, 401],
  ["a wrong token", "/?token=wrong", {}, 401],
  ["the token in the address", "/?token=secret", {}, 200],
  ["the token as bearer", "/", { authorization: "Bearer secret" }, 200],
  ["the token in its cookie", "/", { cookie: "acacia_token=secret" }, 200],
])("guard() with a token and %s", async (_what, path, headers, status) => {
  const answer = await appOf({ token: "secret" }).request(path, {
    headers: { host: "localhost", ...headers },
  });
  expect(answer.status).toBe(status);
});

test("guard() keeps the token of the address in a cookie that no script reads", async () => {
  const answer = await appOf({ token: "secret" }).request("/?token=secret", {
    headers: { host: "localhost" },
  });
  expect(answer.headers.get("set-cookie")).toMatch(
    /acacia_token=secret;.*HttpOnly; SameSite=Strict/,
  );
});

test("securityHeaders() leave a policy that a route has set", async () => {
  const app = new Hono();
  app.use(securityHeaders());
  app.get("/", (context) => context.text("in", 200, { "content-security-policy": "sandbox" }));
  const { headers } = await app.request("/");
  expect(headers.get("content-security-policy")).toBe("sandbox");
});

test("securityHeaders() let nothing from elsewhere in, and nobody frame the page", async () => {
  const { headers } = await appOf().request("/", { headers: { host: "localhost" } });
  const csp = headers.get("content-security-policy") ?? "";
  expect(csp).toContain("default-src 'none'");
  expect(csp).toContain("frame-ancestors 'none'");
  expect(csp).not.toMatch(/unsafe|https?:|\*/);
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("x-frame-options")).toBe("DENY");
  expect(headers.get("referrer-policy")).toBe("no-referrer");
});
