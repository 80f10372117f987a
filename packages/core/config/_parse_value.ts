/** The readers of settings: a text in, a value out, or an error whose message is the reason. */

/** One of some words. */
export function oneOf(choices: readonly string[]): (text: string) => string {
  return (value) => {
    if (choices.includes(value)) return value;
    throw new Error(`it is one of ${choices.join(", ")}`);
  };
}

/** A whole number within bounds, both included. */
export function wholeNumber(least: number, most = 1e15 - 1): (text: string) => number {
  return (value) => {
    const number = Number(value);
    if (/^\d{1,15}$/.test(value) && number >= least && number <= most) return number;
    const span = most < 1e15 - 1 ? `${least} to ${most}` : `${least} on`;
    throw new Error(`it is a whole number from ${span}`);
  };
}

/** A number that may be a fraction: a thousandth, once in 17 minutes, is the least that is of any use. */
export function positiveNumber(value: string): number {
  const number = Number(value);
  if (value.trim() !== "" && Number.isFinite(number) && number >= 0.001) return number;
  throw new Error("it is a number from 0.001 on");
}

/** A size or a span that is not nothing: none would mean that nothing can ever be done. */
export function aboveZero(parse: (text: string) => number): (text: string) => number {
  return (value) => {
    const amount = parse(value);
    if (amount > 0) return amount;
    throw new Error("it is more than 0");
  };
}

/** `auto` or how many at once. */
export function parseJobs(value: string): number | "auto" {
  if (value === "auto") return "auto";
  const jobs = Number(value);
  if (/^\d{1,3}$/.test(value) && jobs >= 1 && jobs <= 256) return jobs;
  throw new Error("it is auto or a number from 1 to 256");
}

/** Yes or no in the ways that people write them. */
export function parseSwitch(value: string): boolean {
  if (/^(1|true|yes|on)$/i.test(value)) return true;
  if (/^(0|false|no|off|)$/i.test(value)) return false;
  throw new Error("it is true or false");
}

/** What goes into a header as it is: a line break would begin another header, and above U+00FF there are no bytes. */
export function parseHeaderText(value: string): string {
  if (/^[\t\x20-\x7e\xa0-\xff]*$/.test(value)) return value;
  throw new Error("it holds a character that no header may hold");
}

/** Where something is on the web, without a slash at its end. */
export function parseAddress(value: string): string {
  const url = URL.parse(value);
  const isPlain =
    url?.username === "" && url.password === "" && url.search === "" && url.hash === "";
  if (url && /^https?:$/.test(url.protocol) && isPlain) return url.href.replace(/\/+$/, "");
  throw new Error("it is no plain web address, such as https://web.archive.org");
}

/** The address of an HTTP proxy; "" is none. */
export function parseProxy(value: string): string {
  if (value === "") return value;
  const url = URL.parse(value);
  if (url && /^https?:$/.test(url.protocol) && url.hostname !== "") return value;
  throw new Error("it is the address of an HTTP proxy, such as http://127.0.0.1:8080");
}
