import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { makeSampleFiles } from "../testing/sample_files.ts";
import { SNIFF_BYTES, sniffType } from "./sniff.ts";

const files = await makeSampleFiles();
const ascii = (text: string) => Buffer.from(text, "latin1");

describe("sniffType()", () => {
  test.each(files.map((file) => [file.name, file] as const))("knows a %s", (_name, file) => {
    expect(sniffType(file.bytes)).toBe(file.type);
  });

  test.each([
    ["a doctype", "<!DOCTYPE html><title>x"],
    ["an element", "<html lang=en>"],
    ["white space before it", "\r\n\t <head>"],
    ["a byte order mark", "\xef\xbb\xbf<html>"],
    ["UTF-16", "\xff\xfe<\0h\0t\0m\0l\0>\0"],
    ["an XML declaration after white space", '\r\n <?xml version="1.0"?><Error>'],
    ["a comment before it", "<!-- hello <svg> --> <html>"],
    ["a comment without an end", `<!-- ${"long ".repeat(200)}`],
  ])("sees a web page by %s", (_sign, page) => {
    expect(sniffType(ascii(page))).toBe("html");
  });

  test.each([
    ["nothing", ""],
    ["text", "hello"],
    ["JSON", '{"data":{"error":"capacity"}}'],
    ["SVG", '<?xml version="1.0"?><!-- drawn --><svg xmlns="…">'],
    ["a JPEG's first two bytes", "\xff\xd8"],
    ["HEIC", "\0\0\0\x18ftypheic\0\0\0\0mif1heic"],
    ["sound in an MP4 box", "\0\0\0\x18ftypM4A \0\0\0\0M4A mp42"],
    ["Matroska", "\x1a\x45\xdf\xa3\x42\x82\x88matroska"],
    ["RIFF that is no WebP", "RIFF\x10\0\0\0WAVEfmt "],
    ["less-than in text", "< 3 cats"],
  ])("knows that %s is nothing to keep", (_name, text) => {
    expect(sniffType(ascii(text))).toBeUndefined();
  });

  test.each([
    ["isom", "mp4"],
    ["qt  ", "mp4"],
    ["avis", "avif"],
    ["mif1 of AVIF", "avif"],
  ])("reads the brand %s", (brand, type) => {
    const box = `\0\0\0\x18ftyp${brand.slice(0, 4)}\0\0\0\0${brand.includes("AVIF") ? "avifmiaf" : "mp41isom"}`;
    expect(sniffType(ascii(box))).toBe(type as "mp4" | "avif");
  });

  test("reads no further than it says", () => {
    const page = `${" ".repeat(SNIFF_BYTES)}<html>`;
    expect(sniffType(ascii(page))).toBeUndefined();
  });

  test("is total", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => void sniffType(bytes)));
  });
});
