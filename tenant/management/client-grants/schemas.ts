/** Forms of client-grant requests. */
import { CHECKPOINT_QUERY } from "../paging";
import type { JsonSchema } from "../validation/schemas";

const SUBJECT_TYPES = ["client", "user"];
const scope: JsonSchema = { type: "array", items: { type: "string", minLength: 1, maxLength: 280 } };
const subject_type: JsonSchema = { type: "string", enum: SUBJECT_TYPES };

/** Members that can be changed later as well, beside `scope`. */
const changeable: Record<string, JsonSchema> = {
  organization_usage: { type: "string", enum: ["deny", "allow", "require"] },
  allow_any_organization: { type: "boolean" },
  authorization_details_types: { type: "array", items: { type: "string", minLength: 1, maxLength: 255 } },
  allow_all_scopes: { type: "boolean" },
};

export const CREATE: JsonSchema = {
  type: "object",
  properties: {
    client_id: { type: "string", minLength: 1 },
    audience: { type: "string", minLength: 1 },
    scope,
    subject_type,
    ...changeable,
  },
  required: ["client_id", "audience"],
  additionalProperties: false,
};

export const UPDATE: JsonSchema = {
  type: "object",
  properties: { scope, ...changeable },
  additionalProperties: false,
};

export const LIST_FILTERS: Record<string, JsonSchema> = {
  audience: { type: "string" },
  client_id: { type: "string" },
  allow_any_organization: { type: "boolean" },
  subject_type,
  ...CHECKPOINT_QUERY,
};
