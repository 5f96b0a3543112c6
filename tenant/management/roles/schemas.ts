/** Forms of requests about roles and permissions. */
import { arrayOf, type JsonSchema, object, text } from "../validation/schemas";

const ROLE: Record<string, JsonSchema> = { name: text(50, 1), description: text(255) };

export const CREATE_ROLE: JsonSchema = object(ROLE, ["name"]);
export const UPDATE_ROLE: JsonSchema = object(ROLE);

export const PERMISSIONS: JsonSchema = object(
  {
    permissions: {
      ...arrayOf(
        object({ resource_server_identifier: text(600, 1), permission_name: text(280, 1) }, [
          "resource_server_identifier",
          "permission_name",
        ]),
      ),
      minItems: 1,
    },
  },
  ["permissions"],
);

export const ROLES: JsonSchema = object({ roles: { ...arrayOf(text(64, 1)), minItems: 1 } }, ["roles"]);
