/** The architecture as data: what may import what. `docs/architecture.md` says why. */

/** Rooms of the product and their layers. A file imports from its own room or from a smaller number. */
export const LAYERS: Readonly<Record<string, number>> = {
  "provider/model": 0,
  "provider/client": 1,
  "provider/process": 1,
  "policy/rules": 1,
  tenant: 1,
  "provider/resources": 2,
  "policy/pack": 2,
  review: 2,
  "provider/plugin": 3,
  "provider/dynamic": 3,
  operations: 3,
  sdk: 4,
  cli: 5,
};

/** Folders that may import anything and that nothing of the product imports. */
export const OUTSIDE: readonly string[] = ["tests", "tools", "examples", "docs"];

/** Files beside the rooms that the product may read. */
export const DATA_FILES: readonly string[] = ["package.json", "schema.json"];

/** Where an outside package may be imported: in these rooms, or from a layer upwards. What is not here, nowhere. */
export const PACKAGES: Readonly<Record<string, readonly string[] | { fromLayer: number }>> = {
  "@grpc/grpc-js": ["provider/plugin"],
  "@hono/node-server": ["tenant"],
  "@peculiar/asn1-schema": ["tenant"],
  "@peculiar/asn1-x509": ["tenant"],
  "@pulumi/policy": ["policy/pack"],
  "@pulumi/pulumi": { fromLayer: 3 },
  ajv: ["tenant"],
  axios: ["provider/client"],
  commander: ["cli"],
  "fastest-levenshtein": ["provider/model"],
  "google-protobuf": ["provider/plugin"],
  hono: ["tenant"],
  jose: ["tenant"],
  libsql: ["tenant"],
  yaml: ["cli"],
  zod: { fromLayer: 0 },
};

/** Packages that users have inside a bundle, so that they need not install them. */
export const BUNDLED: readonly string[] = ["@pulumi/policy"];

/** Rooms that touch no network, disk or process: the modules of Node.js that each may use. */
export const PURE_ROOMS: Readonly<Record<string, readonly string[]>> = {
  "provider/model": ["node:crypto"],
  "provider/resources": [],
  "policy/rules": [],
};

/** Built files that are bundled from one source file instead of compiled from the one of the same name. */
export const BUNDLES: Readonly<Record<string, string>> = {
  "dist/plugin.cjs": "provider/plugin/main.ts",
  "dist/apisettings.cjs": "cli/main.ts",
  "dist/tenant.cjs": "tenant/index.ts",
  "dist/policy-pack/index.cjs": "policy/pack/main.ts",
  "dist/rules.cjs": "policy/rules/index.ts",
};

/** A hand-written file is never longer than this. */
export const MAXIMUM_LINES = 500;

/** The room that a file belongs to, or undefined. */
export function roomOf(path: string): string | undefined {
  return Object.keys(LAYERS).find((room) => path.startsWith(`${room}/`));
}

export function isOutside(path: string): boolean {
  return OUTSIDE.some((folder) => path.startsWith(`${folder}/`));
}
