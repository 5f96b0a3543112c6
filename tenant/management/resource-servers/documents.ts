/**
 * How an API's document comes about and looks, by the field table and the model that explains the recordings: defaults
 * under the sent values on creation; sent keys replaced on change; a key that is sent as null disappears.
 */
import type { Field } from "../../../provider/model/field";
import { WIRE_FIELDS } from "../../../provider/model/table";
import type { Json, JsonObject } from "../../../provider/model/values";
import { valueToWire } from "../../../provider/model/wire";
import type { TenantContext } from "../../context";
import { asObject } from "../../json";
import type { ResourceServer } from "../../store/records";
import { leafAt, pathSteps, withLeaf } from "../../wire-path";

type Merge = (below: JsonObject, sent: JsonObject) => JsonObject;

/** What a POST with this body would store, less the id. */
export function createdMembers(body: JsonObject, context: TenantContext): JsonObject {
  const defaults: JsonObject = {};
  for (const field of WIRE_FIELDS) {
    if (field.default !== undefined) defaults[field.wire] = valueToWire(field, field.default);
  }
  return overlaid(defaults, body, context, (standard, sent) => ({ ...sent, ...missing(standard, sent) }));
}

/** What a PATCH with this body makes of a stored document. */
export function changedDocument(
  stored: ResourceServer,
  body: JsonObject,
  context: TenantContext,
): ResourceServer {
  return overlaid(stored, body, context, (kept, sent) => ({ ...kept, ...sent }));
}

/** The document as the Management API shows it: keys in the recorded order, without what is write-only. */
export function shown(document: ResourceServer): JsonObject {
  const answer: JsonObject = {};
  for (const { wire, writeOnly } of WIRE_FIELDS) {
    const value = document[wire];
    if (value === undefined) continue;
    answer[wire] = writeOnly ? withLeaf(value, pathSteps(writeOnly.leaf), undefined) : value;
  }
  return answer;
}

/** Recorded: in the answer to a POST merged members come in the order sent, in that to a PATCH in the order stored. */
function overlaid<T extends JsonObject>(below: T, body: JsonObject, context: TenantContext, merge: Merge): T {
  const result: JsonObject = { ...below };
  for (const field of WIRE_FIELDS) {
    const sent = body[field.wire];
    if (sent === undefined) continue;
    if (sent === null) delete result[field.wire];
    else result[field.wire] = fingerprinted(field, combined(field, below[field.wire], sent, context, merge));
  }
  return withSecret(result, context) as T;
}

function combined(
  field: Field,
  below: Json | undefined,
  sent: Json,
  context: TenantContext,
  merge: Merge,
): Json {
  const [under, over] = [asObject(below), asObject(sent)];
  const merges = field.merged && context.switches.subjectTypeAuthorization === "merge";
  return merges && under && over ? merge(under, over) : sent;
}

function missing(all: JsonObject, from: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(all).filter(([name]) => from[name] === undefined));
}

/** Puts beside a write-only leaf the fingerprint by which clients recognise it. */
function fingerprinted({ writeOnly }: Field, value: Json): Json {
  const leaf = writeOnly && leafAt(value, pathSteps(writeOnly.leaf));
  if (writeOnly === undefined || typeof leaf !== "string") return value;
  return withLeaf(value, pathSteps(writeOnly.fingerprintLeaf), writeOnly.fingerprint(leaf));
}

/** An HS256 API always has a secret: the tenant makes one of 32 characters where none was sent. */
function withSecret(document: JsonObject, context: TenantContext): JsonObject {
  if (document.signing_alg !== "HS256" || document.signing_secret !== undefined) return document;
  return { ...document, signing_secret: context.random.alphanumeric(32) };
}
