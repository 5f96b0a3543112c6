/** Forms of requests about organizations (npm auth0 7: CreateOrganizationRequestContent and its siblings). */
import { arrayOf, FLAG, type JsonSchema, object, open, text } from "../validation/schemas";

const COMMON: Record<string, JsonSchema> = {
  display_name: text(255, 1),
  branding: open,
  metadata: open,
  is_signup_enabled: FLAG,
};
const NAME: JsonSchema = { type: "string", pattern: "^[a-z0-9][a-z0-9_-]{0,49}$" };

export const CREATE: JsonSchema = object({ name: NAME, ...COMMON }, ["name"]);
export const UPDATE: JsonSchema = object({ name: NAME, ...COMMON });
export const MEMBERS: JsonSchema = object({ members: { ...arrayOf(text(255, 1)), minItems: 1 } }, [
  "members",
]);
export const CLIENT_GRANT: JsonSchema = object({ grant_id: text(64, 1) }, ["grant_id"]);
