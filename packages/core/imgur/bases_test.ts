import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { DEFAULT_BASES, type ImgurBases, isImgurHost, mapMediaUrl, parseBases } from "./bases.ts";

type Mapper = (address: string, bases: ImgurBases) => string | undefined;

const LOCAL = parseBases({
  api: "http://127.0.0.1:4000",
  cdn: "http://127.0.0.1:4000/cdn",
  site: "http://127.0.0.1:4001",
});

const hosts = fc.oneof(
  fc.constantFrom(
    "i.imgur.com",
    "imgur.com",
    "m.imgur.io",
    "imgur.com.evil.example",
    "evilimgur.com",
    "i.stack.imgur.com",
    "127.0.0.1",
    "127.0.0.1:4000",
    "127.0.0.1:4001",
    "[::1]",
    "169.254.169.254",
    "localhost:4000",
    "i.imgur.com:8080",
    "i.imgur.com@evil.example",
    "a:b@i.imgur.com",
  ),
  fc.domain(),
);
const addresses = fc
  .tuple(fc.constantFrom("http", "https", "ftp", "file", "data", "HTTPS"), hosts, fc.webPath())
  .map(([scheme, host, path]) => `${scheme}://${host}${path}`);

describe("parseBases()", () => {
  test("keeps Imgur's own addresses where nothing is set", () =>
    expect(parseBases({ api: "", cdn: undefined })).toEqual(DEFAULT_BASES));

  test("drops slashes at the end", () =>
    expect(parseBases({ cdn: "http://localhost:4000/cdn//" }).cdn).toBe(
      "http://localhost:4000/cdn",
    ));

  test.each([
    ["ftp://i.imgur.com", "it is neither http nor https"],
    ["i.imgur.com", "it is no address"],
    ["http://user:word@localhost", "it holds a user name or a password"],
    ["http://localhost?x=1", "it holds a query or a fragment"],
  ])("refuses %p: %s", (cdn, reason) =>
    expect(() => parseBases({ cdn })).toThrow(
      expect.objectContaining({
        code: "config",
        message: `Cannot use '${cdn}' as Imgur's CDN: ${reason}`,
      }),
    ),
  );
});

describe("isImgurHost()", () => {
  test.each(["imgur.com", "IMGUR.io", "www.imgur.com", "i.imgur.com", "kittens.imgur.com"])(
    "takes %p",
    (host) => expect(isImgurHost(host)).toBe(true),
  );

  test.each([
    "imgur.com.evil.example",
    "evilimgur.com",
    "imgur.community",
    "xn--mgur-nza.com",
    "xn--a.imgur.com",
    "i.stack.imgur.com",
    "imgur.com.",
    ".imgur.com",
    "imgur.com:80",
    "ımgur.com",
    "",
  ])("refuses %p", (host) => expect(isImgurHost(host)).toBe(false));
});

describe("mapMediaUrl()", () => {
  test.each([
    ["http://i.imgur.com/aBc12De.gif", "http://127.0.0.1:4000/cdn/aBc12De.gif"],
    ["https://imgur.com/aBc12De.jpg?1#x", "http://127.0.0.1:4000/cdn/aBc12De.jpg?1"],
    ["https://i.imgur.io/removed.png", "http://127.0.0.1:4000/cdn/removed.png"],
    ["http://127.0.0.1:4000/cdn/aBc12De.jpg", "http://127.0.0.1:4000/cdn/aBc12De.jpg"],
    ["http://127.0.0.1:4001/aBc12De.jpg", "http://127.0.0.1:4001/aBc12De.jpg"],
  ])("maps %p to %p", (address, mapped) => expect(mapMediaUrl(address, LOCAL)).toBe(mapped));

  test("keeps an address on Imgur's own CDN", () =>
    expect(mapMediaUrl("https://i.imgur.com/aBc12De.png", DEFAULT_BASES)).toBe(
      "https://i.imgur.com/aBc12De.png",
    ));

  test.each([
    "https://evil.example/aBc12De.jpg",
    "http://127.0.0.1:22/",
    "http://169.254.169.254/latest",
    "http://localhost:4000/cdn/aBc12De.jpg",
    "https://127.0.0.1:4000/cdn/aBc12De.jpg",
    "https://i.imgur.com:8443/aBc12De.jpg",
    "https://a:b@i.imgur.com/aBc12De.jpg",
    "https://i.imgur.com@evil.example/aBc12De.jpg",
    "ftp://i.imgur.com/aBc12De.jpg",
    "file:///etc/passwd",
    "data:image/png;base64,AAAA",
    "/aBc12De.jpg",
    "",
  ])("refuses %p", (address) => expect(mapMediaUrl(address, LOCAL)).toBeUndefined());

  test("takes a sibling of a base's folder for foreign", () => {
    const bases = parseBases({
      api: "http://h.example/a",
      cdn: "http://h.example/cdn",
      site: "http://h.example/s",
    });
    expect(mapMediaUrl("http://h.example/cdn2/x.jpg", bases)).toBeUndefined();
  });

  test("leads nowhere but to the bases", () => assertStaysHome(mapMediaUrl));

  test.each([
    [
      "the end of the host is enough",
      (address: string) => (/imgur\.com/.test(address) ? address : undefined),
    ],
    ["any host is taken", (address: string) => URL.parse(address)?.href],
  ])("fails its law when %s", (_bug, broken) => expect(() => assertStaysHome(broken)).toThrow());
});

function assertStaysHome(map: Mapper): void {
  fc.assert(
    fc.property(addresses, (address) => {
      const mapped = map(address, LOCAL);
      if (mapped === undefined) return;
      const url = new URL(mapped);
      expect(["http://127.0.0.1:4000", "http://127.0.0.1:4001"]).toContain(url.origin);
      expect(url.username + url.password).toBe("");
    }),
    { numRuns: 500 },
  );
}
