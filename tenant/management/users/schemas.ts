/** Forms of user requests (npm auth0 7: CreateUserRequestContent, UpdateUserRequestContent). */
import { FLAG, type JsonSchema, nullable, object, open, text } from "../validation/schemas";

const NAMES: Record<string, JsonSchema> = {
  email: { type: "string", pattern: '^[^\\s@<>"]+@[^\\s@<>"]+$', maxLength: 254 },
  phone_number: { type: "string", pattern: "^\\+[0-9]{1,15}$" },
  given_name: text(150, 1),
  family_name: text(150, 1),
  name: text(300, 1),
  nickname: text(300, 1),
  picture: text(2_083),
  username: text(128, 1),
};

const COMMON: Record<string, JsonSchema> = {
  blocked: FLAG,
  email_verified: FLAG,
  phone_verified: FLAG,
  verify_email: FLAG,
  user_metadata: open,
  app_metadata: open,
  password: text(256, 1),
};

export const CREATE: JsonSchema = object(
  {
    connection: text(128, 1),
    user_id: { type: "string", minLength: 1, maxLength: 255, pattern: "^[^\\s|]+$" },
    ...NAMES,
    ...COMMON,
  },
  ["connection"],
);

export const UPDATE: JsonSchema = object({
  connection: text(128, 1),
  client_id: text(64),
  verify_phone_number: FLAG,
  ...Object.fromEntries(Object.entries(NAMES).map(([name, schema]) => [name, nullable(schema)])),
  ...COMMON,
});
