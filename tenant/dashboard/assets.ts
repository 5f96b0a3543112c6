/** The files that pages load: a style sheet, a script and an icon, served from beside this file. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Beside this file; or, where that is part of a bundle in dist/, where the same lies from there. */
const FOLDERS = ["browser", "tenant/dashboard/browser"].map((folder) => join(__dirname, folder));

interface Asset {
  type: string;
  /** In the folder `browser`; joined in this order. */
  files: readonly string[];
}

const ASSETS = {
  "dashboard.css": {
    type: "text/css; charset=utf-8",
    files: ["base.css", "content.css", "forms.css", "tables.css", "media.css"],
  },
  "dashboard.js": { type: "text/javascript; charset=utf-8", files: ["dashboard.js"] },
  "icon.svg": { type: "image/svg+xml", files: ["icon.svg"] },
} as const satisfies Record<string, Asset>;

export type AssetName = keyof typeof ASSETS;
export const ASSET_NAMES = Object.keys(ASSETS) as readonly AssetName[];

const texts = new Map<AssetName, string>();

/** Read on first use: most tenants are never looked at. */
export function assetText(name: AssetName): string {
  const folder = FOLDERS.find((one) => existsSync(join(one, "dashboard.js"))) ?? "browser";
  const read = (file: string): string => readFileSync(join(folder, file), "utf8");
  const text = texts.get(name) ?? ASSETS[name].files.map(read).join("\n");
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
    headers: { "content-type": ASSETS[name].type, "cache-control": "max-age=31536000, immutable" },
  });
}
