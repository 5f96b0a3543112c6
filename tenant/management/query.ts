/** Query strings: converted by a schema, then checked by it. Unknown parameters are refused, as unknown members are. */
import type { TenantContext } from "../context";
import { type PageQuery, refuseDeepPage } from "./paging";
import { fromForm } from "./payload";
import type { JsonSchema } from "./validation/schemas";
import { createCheck, invalid } from "./validation/validate";

export interface FieldsQuery {
  fields?: string;
  include_fields?: boolean;
}

export const FIELDS_QUERY: Record<string, JsonSchema> = {
  fields: { type: "string" },
  include_fields: { type: "boolean" },
};

export function pageQuery(maximumPerPage: number): Record<string, JsonSchema> {
  return {
    page: { type: "integer", minimum: 0, maximum: 1_000_000_000 },
    per_page: { type: "integer", minimum: 1, maximum: maximumPerPage },
    include_totals: { type: "boolean" },
  };
}

/** A reader of a listing's query. `searches`: one that goes no deeper than the first 1,000 records by offset. */
export function createListReader<Query extends PageQuery>(
  filters: Record<string, JsonSchema>,
  { knownFields, searches = false }: { knownFields?: readonly string[]; searches?: boolean } = {},
): (context: TenantContext, url: string) => Query {
  const reader = (maximumPerPage: number): ((url: string) => Query) =>
    createQueryReader<Query>({ ...pageQuery(maximumPerPage), ...filters }, knownFields);
  const readers = { 50: reader(50), 100: reader(100) };
  return ({ switches }, url) => {
    const query = readers[switches.maximumPerPage](url);
    if (searches || switches.deepPages === "all") refuseDeepPage(query);
    return query;
  };
}

/** `knownFields` are the names that `fields` may list; undefined: any. */
export function createQueryReader<Query>(
  properties: Record<string, JsonSchema>,
  knownFields?: readonly string[],
  required: string[] = [],
): (url: string) => Query {
  const schema: JsonSchema = { type: "object", properties, required, additionalProperties: false };
  const check = createCheck("Query", schema);
  return (url) => {
    const query = fromForm(new URL(url).searchParams, schema);
    check(query);
    checkFields(query.fields, knownFields);
    return query as Query;
  };
}

function checkFields(fields: unknown, known: readonly string[] | undefined): void {
  if (known === undefined || typeof fields !== "string" || fields === "") return;
  if (fields.split(",").every((name) => known.includes(name))) return;
  const list = `Must be a comma separated list of the following values: ${known.join(",")}`;
  throw invalid("Query", [{ path: ["fields"], text: `String '${fields}' does not match pattern. ${list}` }]);
}
