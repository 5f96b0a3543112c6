/**
 * The whole store as one JSON document, and back. It holds secrets and signing keys, because a restored tenant must still
 * know the tokens that it issued: a file with it is as precious as the data file.
 */
import { z } from "zod";
import { ApiSettingsError } from "../../provider/model/errors";
import type { TenantSnapshot } from "../options";
import type { Collection } from "./collection";
import { SCHEMA_VERSION } from "./schema";
import { COLLECTION_NAMES, keyOf, type Store } from "./store";

const FORMAT = "apisettings-tenant-snapshot";

export function takeSnapshot(store: Store, nowMilliseconds: number): TenantSnapshot {
  // One transaction, so that a second process on the file cannot change half of it meanwhile.
  return store.transaction(() => ({
    format: FORMAT,
    schemaVersion: SCHEMA_VERSION,
    takenAt: new Date(nowMilliseconds).toISOString(),
    keys: store.keys().map(({ kid, document }) => ({ kid, jwk: JSON.parse(document) as unknown })),
    meta: store.allMeta(),
    collections: Object.fromEntries(COLLECTION_NAMES.map((name) => [name, store[name].find({})])),
  }));
}

const schema = z.strictObject({
  format: z.literal(FORMAT),
  schemaVersion: z.int().min(1),
  takenAt: z.iso.datetime(),
  keys: z.array(
    z.strictObject({
      kid: z.string(),
      jwk: z.looseObject({ kty: z.literal("RSA"), n: z.string(), e: z.string(), d: z.string() }),
    }),
  ),
  meta: z.record(z.string(), z.string()),
  collections: z.strictObject(
    Object.fromEntries(
      COLLECTION_NAMES.map((name) => [
        name,
        // A collection that an older version did not have is empty.
        z.array(z.looseObject({ [keyOf(name)]: z.string() })).optional(),
      ]),
    ),
  ),
});

/**
 * Puts a snapshot in the place of everything in the store, all of it or nothing. Keys stay where the snapshot has none.
 * Fails with `invalid-input` where it is none, or of a newer version. The message tells members, never their values.
 */
export function restoreSnapshot(store: Store, given: unknown): void {
  const { keys, meta, collections } = parseSnapshot(given);
  try {
    store.transaction(() => {
      store.clear();
      if (keys.length > 0) store.removeKeys();
      for (const { kid, jwk } of keys) store.keepKey(kid, JSON.stringify(jwk));
      for (const [name, value] of Object.entries(meta)) {
        if (name !== "schema_version") store.setMeta(name, value);
      }
      for (const name of COLLECTION_NAMES) {
        const collection = store[name] as unknown as Collection<object>;
        for (const document of collections[name] ?? []) collection.insert(document as object);
      }
    });
  } catch (cause) {
    if (!(cause instanceof Error && cause.message.includes("UNIQUE"))) throw cause;
    throw new ApiSettingsError("invalid-input", "The snapshot holds two documents with the same key.", {
      wayOut: "Take a new one; nothing was changed.",
      cause,
    });
  }
}

function parseSnapshot(given: unknown): TenantSnapshot {
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ApiSettingsError(
      "invalid-input",
      `This is no snapshot of a tenant: ${["snapshot", ...(issue?.path ?? [])].join(".")}: ${issue?.message}.`,
      { wayOut: "Give a document that `apisettings tenant snapshot` wrote; nothing was changed." },
    );
  }
  if (parsed.data.schemaVersion > SCHEMA_VERSION) {
    throw new ApiSettingsError(
      "invalid-input",
      `The snapshot has schema version ${parsed.data.schemaVersion}; this tenant reads up to ${SCHEMA_VERSION}.`,
      { wayOut: "Use the newer release that wrote it; nothing was changed." },
    );
  }
  // Not what zod made of it: the order of members, which answers show, would be another.
  return given as TenantSnapshot;
}
