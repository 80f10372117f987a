import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { askVersion, type Rival } from "./rival.ts";

/** nginx as Debian brings it. */
export const NGINX = {
  name: "nginx",
  about: "the usual server of static files",
  packages: ["nginx-light"],
  findVersion: () => askVersion([findNginx(), "-v"], /nginx\/(\S+)/),
} as const satisfies Rival;

/** Debian keeps it where only root's PATH leads. */
export function findNginx(): string {
  return Bun.which("nginx") ?? Bun.which("nginx", { PATH: "/usr/sbin" }) ?? "nginx";
}

/** What a server of files is told. */
export interface NginxSite {
  /** Of its own, for logs and whatever it writes. */
  readonly scratch: string;
  readonly root: string;
  readonly port: number;
  /** Sent with every file. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Writes a configuration: one worker, open files remembered, sendfile. @returns The command; it stays in front. */
export async function prepareNginx(site: NginxSite): Promise<readonly string[]> {
  await mkdir(site.scratch, { recursive: true });
  const file = join(site.scratch, "nginx.conf");
  await Bun.write(file, printNginxConfig(site));
  return [findNginx(), "-c", file, "-p", site.scratch, "-e", join(site.scratch, "error.log")];
}

/** The configuration as nginx reads it. */
export function printNginxConfig({ scratch, root, port, headers }: NginxSite): string {
  const quoted = (text: string) => `"${text.replaceAll('"', '\\"')}"`;
  const added = Object.entries(headers).map(
    ([name, value]) => `    add_header ${name} ${quoted(value)};\n`,
  );
  const temp = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (kind) => `  ${kind}_temp_path ${quoted(join(scratch, kind))};\n`,
  );
  return [
    "daemon off;\nworker_processes 1;\n",
    // Started by root it would become somebody who may not read the archive; by others the line is without effect.
    process.getuid?.() === 0 ? "user root;\n" : "",
    `pid ${quoted(join(scratch, "nginx.pid"))};\n`,
    "events { worker_connections 512; }\nhttp {\n",
    "  access_log off;\n  sendfile on;\n  tcp_nopush on;\n  keepalive_requests 100000000;\n",
    "  open_file_cache max=10000 inactive=60s;\n  open_file_cache_valid 60s;\n",
    "  types { image/jpeg jpg; }\n  etag on;\n",
    ...temp,
    `  server {\n    listen 127.0.0.1:${port};\n    root ${quoted(root)};\n`,
    ...added,
    "  }\n}\n",
  ].join("");
}
