/** Writes resources as Pulumi's formats do: the readers' counterpart, made from the samples and not from the readers. */
import { UNKNOWN_SENTINEL } from "../../../../../provider/model/sentinels";
import {
  isSecret,
  isUnknown,
  type Secret,
  type Value,
  type ValueObject,
} from "../../../../../provider/model/values";

export const SIGNATURE = "4dabf18193072939515e22adb298388d";
export const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";

export interface State {
  readonly inputs: ValueObject;
  readonly outputs?: ValueObject;
  readonly protect?: boolean;
  readonly id?: string;
}

export interface Change {
  readonly op: "create" | "update" | "delete" | "same" | "replace";
  readonly type: string;
  readonly name: string;
  readonly before?: State;
  readonly after?: State;
}

export const urnOf = ({ type, name }: Pick<Change, "type" | "name">) =>
  `urn:pulumi:dev::iam::${type}::${name}`;

type WriteSecret = (secret: Secret) => unknown;

/** As `pulumi stack export` writes it: readable secrets as with `--show-secrets`, others encrypted. */
export const stateSecret: WriteSecret = (secret) =>
  isUnknown(secret.reveal())
    ? { [SIGNATURE]: SECRET_SIGNATURE, ciphertext: "v1:nonce:ciphertext" }
    : { [SIGNATURE]: SECRET_SIGNATURE, plaintext: JSON.stringify(written(secret.reveal(), stateSecret)) };
export const eventSecret: WriteSecret = () => ({ [SIGNATURE]: SECRET_SIGNATURE, ciphertext: "[secret]" });
export const digestSecret: WriteSecret = () => "[secret]";

export function written(value: Value, secret: WriteSecret): unknown {
  if (isUnknown(value)) return UNKNOWN_SENTINEL;
  if (isSecret(value)) return secret(value);
  if (Array.isArray(value)) return value.map((item) => written(item, secret));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, written(member, secret)]));
}

function resource(change: Change, state: State | undefined, secret: WriteSecret): object | undefined {
  if (state === undefined) return undefined;
  return {
    urn: urnOf(change),
    custom: true,
    type: change.type,
    ...(state.id === undefined ? {} : { id: state.id }),
    inputs: { __defaults: [], ...(written(state.inputs, secret) as object) },
    ...(state.outputs === undefined ? {} : { outputs: written(state.outputs, secret) }),
    ...(state.protect ? { protect: true } : {}),
  };
}

export function writeDigest(changes: readonly Change[], indent = 4): string {
  const steps = changes.map((change) => ({
    op: change.op,
    urn: urnOf(change),
    oldState: resource(change, change.before, digestSecret),
    newState: resource(change, change.after, digestSecret),
    detailedDiff: null,
  }));
  return JSON.stringify({ config: {}, steps, duration: 1e9, changeSummary: countsOf(changes) }, null, indent);
}

/** Replacements come as the engine tells them: create-replacement, replace, delete-replaced. */
export function writeEvents(changes: readonly Change[]): string {
  const payloads: object[] = [{ policyLoadEvent: {} }, { preludeEvent: { config: {} } }];
  for (const change of changes) {
    const old = resource(change, change.before, eventSecret) ?? null;
    const now = resource(change, change.after, eventSecret) ?? null;
    const ops = change.op === "replace" ? ["create-replacement", "replace", "delete-replaced"] : [change.op];
    for (const op of ops) {
      const metadata = {
        op,
        urn: urnOf(change),
        type: change.type,
        old,
        new: op === "delete-replaced" ? null : now,
        detailedDiff: null,
      };
      payloads.push({ resourcePreEvent: { metadata, planning: true } });
      payloads.push({ resOutputsEvent: { metadata, planning: true } });
    }
  }
  payloads.push({
    summaryEvent: {
      durationSeconds: 1,
      resourceChanges: countsOf(changes),
      PolicyPacks: {},
      isPreview: true,
      result: "succeeded",
    },
  });
  payloads.push({ cancelEvent: {} });
  return payloads
    .map((payload, sequence) => `${JSON.stringify({ sequence, timestamp: 1, ...payload })}\n`)
    .join("");
}

export function writeState(changes: readonly Change[]): string {
  const resources = changes.flatMap((change) => resource(change, change.before, stateSecret) ?? []);
  return JSON.stringify(
    { version: 3, deployment: { manifest: { version: "v3.259.0" }, resources } },
    null,
    4,
  );
}

export function writeResourceFile(changes: readonly Change[]): string {
  const list = changes.flatMap(({ type, name, after }) =>
    after === undefined ? [] : [{ type, name, properties: written(after.inputs, stateSecret) }],
  );
  return JSON.stringify(list);
}

function countsOf(changes: readonly Change[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { op } of changes) counts[op] = (counts[op] ?? 0) + 1;
  return counts;
}
