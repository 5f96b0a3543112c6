/** The peers that we are measured beside. They are installed when the benchmark runs, and are no dependencies of ours. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder } from "../../tools/setup/places.mjs";
import { runCommand } from "../../tools/support/command";
import type { Program } from "./server-process";

/** Exact versions: another one is another subject. The first is the peer itself, the others what it needs beside it. */
export const PEERS = {
  authhero: {
    authhero: "0.162.0",
    "@authhero/kysely-adapter": "10.23.0",
    "@authhero/adapter-interfaces": "0.72.0",
    "@hono/node-server": "2.1.9",
    "@hono/zod-openapi": "0.19.10",
    hono: "4.13.19",
    kysely: "0.27.6",
    libsql: "0.5.29",
    zod: "3.25.76",
  },
  "oidc-provider": { "oidc-provider": "9.13.3" },
  "auth0-simulator": { "@simulacrum/auth0-simulator": "0.11.4" },
} as const satisfies Record<string, Readonly<Record<string, string>>>;

export type Peer = keyof typeof PEERS;

/** What the subjects that are peers have in common. */
export function competitor(peer: Peer): { name: string; packages: Peer; program(): Program } {
  const server = join(__dirname, "servers", `${peer}.mjs`);
  return {
    name: `${peer} ${Object.values(PEERS[peer])[0]}`,
    packages: peer,
    program: () => ({ file: process.execPath, args: [server], env: { BENCH_PACKAGES: folderOf(peer) } }),
  };
}

const folderOf = (peer: Peer): string => join(cacheFolder(), "bench", peer);

/** Installs a peer unless it is there. Returns why that failed, or undefined. */
export async function install(peer: Peer): Promise<string | undefined> {
  const folder = folderOf(peer);
  const stamp = join(folder, "installed.json");
  const wanted = JSON.stringify(PEERS[peer]);
  if (contentOf(stamp) === wanted) return undefined;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const manifest = { name: "bench", private: true, dependencies: PEERS[peer] };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  // No foreign scripts run here; and the peers' own peer ranges are wider or narrower than what works.
  const flags = ["--no-audit", "--no-fund", "--ignore-scripts", "--legacy-peer-deps"];
  const { code, stderr } = await runCommand("npm", ["install", ...flags], { cwd: folder, env: process.env });
  if (code !== 0) return `npm install failed: ${stderr.trim().split("\n")[0] ?? ""}`;
  writeFileSync(stamp, wanted);
  return undefined;
}

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
