import { expect, test } from "bun:test";
import { AcaciaError } from "../errors.ts";
import { CONFIG_KEYS } from "./keys.ts";
import { loadConfig } from "./load.ts";

const file = (values: Record<string, unknown>) => ({ path: "acacia.toml", values });

test("loadConfig() takes the flag before the environment, the file and the default", () => {
  const sources = { flags: { jobs: "3" }, env: { ACACIA_JOBS: "4" }, file: file({ jobs: 5 }) };
  expect(loadConfig(sources).get("jobs")).toBe(3);
  expect(loadConfig({ ...sources, flags: {} }).get("jobs")).toBe(4);
  expect(loadConfig({ ...sources, flags: {}, env: {} }).get("jobs")).toBe(5);
  expect(loadConfig({ flags: {}, env: {} }).get("jobs")).toBe("auto");
});

test("loadConfig() tells where each value came from", () => {
  const config = loadConfig({
    flags: {},
    env: { IMGUR_CLIENT_ID: "abc" },
    file: file({ jobs: 5 }),
  });
  const origins = Object.fromEntries(config.settings.map(({ key, origin }) => [key.name, origin]));
  expect(origins).toMatchObject({ client_id: "environment", jobs: "file", archive: "default" });
});

test("loadConfig() reads sizes and times with their units", () => {
  const config = loadConfig({ flags: { limit_rate: "2M", deadline: "30s" }, env: {} });
  expect([config.get("limit_rate"), config.get("deadline")]).toEqual([2_000_000, 30_000]);
});

test.each([
  ["a flag's bad value is a usage error", { flags: { jobs: "many" }, env: {} }, "usage", "--jobs"],
  [
    "a variable's bad value is a configuration error",
    { flags: {}, env: { ACACIA_RETRIES: "-1" } },
    "config",
    "ACACIA_RETRIES",
  ],
  [
    "a bad value in the file names the file",
    { flags: {}, env: {}, file: file({ prefer: "mp5" }) },
    "config",
    "acacia.toml",
  ],
  [
    "an unknown key in the file is an error",
    { flags: {}, env: {}, file: file({ job: 3 }) },
    "config",
    "'job'",
  ],
] as const)("loadConfig(): %s", (_behaviour, sources, code, place) => {
  let error: unknown;
  try {
    loadConfig(sources);
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(AcaciaError);
  expect((error as AcaciaError).code).toBe(code);
  expect((error as AcaciaError).message).toContain(place);
});

test.each([
  ["limit_rate", "0", "it is more than 0"],
  ["timeout", "0", "it is more than 0"],
  ["deadline", "0s", "it is more than 0"],
  ["max_bytes", "0", "it is more than 0"],
  ["max_size", "0", "it is more than 0"],
  ["tpslimit", "1e-300", "it is a number from 0.001 on"],
  ["port", "65536", "it is a whole number from 0 to 65535"],
  ["workers", "99999", "it is a whole number from 0 to 256"],
  ["user_agent", "me\r\nX-Other: you", "it holds a character that no header may hold"],
  ["client_id", "abc\n", "it holds a character that no header may hold"],
  ["proxy", "localhost", "it is the address of an HTTP proxy"],
  ["proxy", "socks5://127.0.0.1:1080", "it is the address of an HTTP proxy"],
])("loadConfig() refuses %s %j, which would only fail later", (name, value, reason) => {
  expect(() => loadConfig({ flags: { [name]: value }, env: {} })).toThrow(reason);
});

test.each([{ view: [1] }, { archive: { a: 1 } }, { limit: [3] }])(
  "loadConfig() refuses a list or a table in the file: %j",
  (values) => {
    expect(() => loadConfig({ flags: {}, env: {}, file: file(values) })).toThrow(
      /^Cannot use \w+ in acacia\.toml: it is no text, number or switch$/,
    );
  },
);

test("loadConfig() never repeats a secret that it cannot use", () => {
  const load = () => loadConfig({ flags: { proxy: "ftp://me:hush@proxy" }, env: {} });
  expect(load).toThrow(expect.not.objectContaining({ message: expect.stringContaining("hush") }));
});

test("loadConfig() suggests what an unknown key may have meant", () => {
  expect(() => loadConfig({ flags: {}, env: {}, file: file({ job: 3 }) })).toThrow(
    expect.objectContaining({ hint: "Write jobs, if that is what you meant" }),
  );
});

test("CONFIG_KEYS: every default is what its own parser could give", () => {
  for (const key of CONFIG_KEYS) {
    if (!("default" in key) || typeof key.default === "number") continue;
    expect(key.parse(String(key.default))).toBe(key.default);
  }
});
