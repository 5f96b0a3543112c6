/** What look-ups and listings can be asked for. Their handlers validate by these types, and the schema shows them. */
import * as z from "zod";

export const GET_API_INPUTS = z.strictObject({
  apiId: z.string().min(1).optional().describe("The tenant's id of the API. Give this or the identifier."),
  identifier: z
    .string()
    .min(1)
    .optional()
    .describe("Identifier of the API (its audience); a trailing slash counts. Give this or the id."),
});

export const LIST_INPUTS = z.strictObject({
  identifierPrefix: z.string().optional().describe("Only APIs whose identifier begins with this text."),
  includeSystem: z
    .boolean()
    .optional()
    .describe("Also the APIs that belong to the tenant itself, such as the Management API. Default: false."),
});
