/** The files that pages load: a style sheet, a script and an icon, served from beside this file. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const TYPES = {
  "dashboard.css": "text/css; charset=utf-8",
  "dashboard.js": "text/javascript; charset=utf-8",
  "icon.svg": "image/svg+xml",
} as const;

export type AssetName = keyof typeof TYPES;
export const ASSET_NAMES = Object.keys(TYPES) as readonly AssetName[];

const texts = new Map<AssetName, string>();

/** Read on first use: most tenants are never looked at. */
export function assetText(name: AssetName): string {
  const text = texts.get(name) ?? readFileSync(join(__dirname, "browser", name), "utf8");
  texts.set(name, text);
  return text;
}

export function assetPath(name: AssetName): string {
  return `/_tenant/assets/${name}`;
}

/** With a mark of its content, so that a browser that kept an older one asks again. */
export function assetAddress(name: AssetName): string {
  return `${assetPath(name)}?v=${createHash("sha256").update(assetText(name)).digest("hex").slice(0, 12)}`;
}

export function assetAnswer(name: AssetName): Response {
  return new Response(assetText(name), {
    headers: { "content-type": TYPES[name], "cache-control": "max-age=31536000, immutable" },
  });
}
