import { expect, test } from "bun:test";
import { escapeText, markup } from "./markup.ts";

test("markup`` escapes values, and leaves markup as it is", () => {
  const inner = markup`<b>${"a < b & 'c'"}</b>`;
  expect(markup`<p title="${'"'}">${inner}${[1, inner]}</p>`.text).toBe(
    '<p title="&quot;"><b>a &lt; b &amp; &#39;c&#39;</b>1<b>a &lt; b &amp; &#39;c&#39;</b></p>',
  );
});

test("markup`` writes nothing for what is absent", () => {
  expect(markup`a${undefined}${false}${[]}b`.text).toBe("ab");
});

test("escapeText() replaces what no document may hold", () => {
  expect(escapeText("a\u0000b\u001b[31m\ud800\tc")).toBe("a\ufffdb\ufffd[31m\ufffd\tc");
});
