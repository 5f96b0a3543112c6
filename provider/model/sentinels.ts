/**
 * How the engine writes values that are not plain JSON (pulumi/pulumi, pkg/resource/plugin/rpc.go and
 * sdk/go/common/resource/sig). Both adapters translate at their door; nothing else in the product knows these texts.
 */

/** Texts that stand for a value not known yet, one for each type that the engine tells apart. */
export const UNKNOWN_SENTINELS: Readonly<Record<UnknownType, string>> = {
  boolean: "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  number: "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  string: "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  array: "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  asset: "030794c1-ac77-496b-92df-f27374a8bd58",
  archive: "e48ece36-62e2-4504-bad9-02848725956a",
  object: "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
};
type UnknownType = "boolean" | "number" | "string" | "array" | "asset" | "archive" | "object";

/** The sentinel to write: the engine reads it at the place of any type, and the Node SDK writes no other. */
export const UNKNOWN_SENTINEL = UNKNOWN_SENTINELS.string;

const sentinels = new Set(Object.values(UNKNOWN_SENTINELS));

export function isUnknownSentinel(value: unknown): boolean {
  return typeof value === "string" && sentinels.has(value);
}

/** The member that makes an object one of the special ones below. */
export const SIGNATURE_KEY = "4dabf18193072939515e22adb298388d";
/** `{ [SIGNATURE_KEY]: …, value }` */
export const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";
/** `{ [SIGNATURE_KEY]: …, value?, secret?, dependencies? }`; without `value` it is unknown. */
export const OUTPUT_SIGNATURE = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
/** `{ [SIGNATURE_KEY]: …, urn, id? }` */
export const RESOURCE_SIGNATURE = "5cf8f73096256a8f31e491e813e4eb8e";
export const ASSET_SIGNATURE = "c44067f5952c0a294b673a41bacd8c17";
export const ARCHIVE_SIGNATURE = "0def7320c3a5731c473e5ecbe6d01bc7";
