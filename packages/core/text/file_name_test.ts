import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { AcaciaError } from "../errors.ts";
import { cutFileName, type FileNameOptions, safeFileName } from "./file_name.ts";

type Namer = (name: string, options?: FileNameOptions) => string;

const FAMILY = "👩‍👩‍👧‍👦";
/** What one system or another refuses, reads as a path, hides, or shows the wrong way round. */
const UNSAFE_REGEXP = /[<>:"/\\|?*\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]|^\.|[. ]$|^$/u;
const DEVICE_REGEXP = /^(?:con|prn|aux|nul|com\d|lpt\d) *(?:\.|$)/i;

const names = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 400 }),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc
    .array(
      fc.constantFrom(
        "con",
        "aux",
        "com1",
        "_",
        ".",
        " ",
        "jpg",
        "ö",
        "o\u0308",
        FAMILY,
        "\u202E",
        "/",
        "\0",
      ),
    )
    .map((parts) => parts.join("")),
);
const limits = fc.integer({ min: 16, max: 255 });

describe("safeFileName()", () => {
  test.each([
    ["keeps what is safe", "Schöne Katze (2).jpg", "Schöne Katze (2).jpg"],
    ["replaces what Windows refuses", 'a<b>c:"d"|e?f*g.png', "a_b_c_d_e_f_g.png"],
    ["makes no path", "../../etc/passwd", "_.._etc_passwd"],
    ["makes no path on Windows", "C:\\Windows\\a.png", "C_Windows_a.png"],
    ["replaces control characters", "a\u0000b\u001bc\u007f.gif", "a_b_c_.gif"],
    ["replaces marks that turn the direction", "pic\u202Egpj.exe", "pic_gpj.exe"],
    ["makes a line break a space", "two\nlines.jpg", "two lines.jpg"],
    ["drops dots and spaces at the end", "name. . .", "name"],
    ["hides nothing", ".htaccess", "_.htaccess"],
    ["marks a device's name", "con", "con_"],
    ["marks a device's name with an extension", "Aux.tar.gz", "Aux_.tar.gz"],
    ["composes letters", "o\u0308l.jpg", "öl.jpg"],
    ["joins families", `${FAMILY}.jpg`, `${FAMILY}.jpg`],
    ["replaces half a character", "a\ud83d.jpg", "a_.jpg"],
    ["names what has no name", "", "_"],
    ["names what is only dots", "...", "_"],
  ])("%s", (_behaviour, name, safe) => expect(safeFileName(name)).toBe(safe));

  test("marks a device's name that the cut uncovers", () =>
    expect(safeFileName(`con${" ".repeat(20)}cat.jpg`, { maxBytes: 16 })).toBe("co_.jpg"));

  test("keeps the extension of a novel", () =>
    expect(safeFileName(`${"a".repeat(1_000_000)}.jpg`)).toBe(`${"a".repeat(251)}.jpg`));

  test("gives a name that every system takes", () => assertSafe(safeFileName));

  test.each([
    ["bytes are counted as characters", (name: string) => name.slice(0, 16)],
    [
      "nothing is replaced",
      (name: string, options?: FileNameOptions) => cutFileName(name, options),
    ],
  ])("fails its law when %s", (_bug, broken) => expect(() => assertSafe(broken)).toThrow());

  test("changes nothing the second time", () => assertSettled(safeFileName));

  test("fails that law when a mark is added each time", () =>
    expect(() => assertSettled((name) => `_${name}`)).toThrow());
});

describe("cutFileName()", () => {
  test.each([
    ["counts bytes", "schöne katze.jpg", 16, "schöne katz.jpg"],
    ["keeps what fits", "schöne katz.jpg", 16, "schöne katz.jpg"],
    ["never splits a family", `${FAMILY}${FAMILY}.jpg`, 40, `${FAMILY}.jpg`],
    ["leaves no space before the extension", "abcdefghijk lmno.jpg", 16, "abcdefghijk.jpg"],
    ["keeps the extension when nothing else fits", `${FAMILY}.jpg`, 16, "_.jpg"],
    ["takes a long end for no extension", `a.${"b".repeat(30)}`, 16, `a.${"b".repeat(14)}`],
  ])("%s", (_behaviour, name, maxBytes, cut) => expect(cutFileName(name, { maxBytes })).toBe(cut));

  test.each([15, 256, 16.5, Number.NaN])("refuses %p bytes", (maxBytes) =>
    expect(() => cutFileName("a", { maxBytes })).toThrow(AcaciaError),
  );
});

function assertSafe(make: Namer): void {
  fc.assert(
    fc.property(names, limits, (name, maxBytes) => {
      const safe = make(name, { maxBytes });
      expect(safe).not.toMatch(UNSAFE_REGEXP);
      expect(safe).not.toMatch(DEVICE_REGEXP);
      expect(safe).toBe(safe.normalize("NFC"));
      expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(maxBytes);
    }),
    { numRuns: 400 },
  );
}

function assertSettled(make: Namer): void {
  fc.assert(
    fc.property(names, limits, (name, maxBytes) => {
      const once = make(name, { maxBytes });
      expect(make(once, { maxBytes })).toBe(once);
    }),
    { numRuns: 400 },
  );
}
