/** GET /api/v2/users, /api/v2/users/{id} and /api/v2/users-by-email */
import type { JsonObject } from "../../../provider/model/values";
import { answer } from "../../http";
import type { User } from "../../store/records";
import type { Call } from "../call";
import { type PageQuery, sliceBody } from "../paging";
import { type Projection, project, projectionOf } from "../projection";
import { createListReader, createQueryReader, FIELDS_QUERY, type FieldsQuery } from "../query";
import { SORT_PATTERN, searchCondition, sorted } from "../search";
import { choice, FLAG, text } from "../validation/schemas";
import { shownUser } from "./documents";
import { existingUser } from "./find";

interface ListQuery extends PageQuery, FieldsQuery {
  q?: string;
  sort?: string;
}

const readListQuery = createListReader<ListQuery>(
  {
    ...FIELDS_QUERY,
    q: text(2_000),
    sort: { type: "string", pattern: SORT_PATTERN },
    search_engine: choice("v2", "v3"),
    primary_order: FLAG,
  },
  { searches: true },
);
const readGetQuery = createQueryReader<FieldsQuery>(FIELDS_QUERY);
const readEmailQuery = createQueryReader<FieldsQuery & { email: string }>(
  { ...FIELDS_QUERY, email: text(254, 1) },
  undefined,
  ["email"],
);

export function listUsers({ context, url }: Call): Response {
  const query = readListQuery(context, url);
  const holds = searchCondition(query.q);
  const found = sorted(context.store.users.find({}).filter(holds), query.sort);
  const show = shower(projectionOf(query));
  return answer(200, sliceBody(query, found, "users", { layout: "with length", show }));
}

export function getUser({ context, url }: Call): Response {
  const query = readGetQuery(url);
  return answer(200, shower(projectionOf(query))(existingUser(context, url)));
}

export function usersByEmail({ context, url }: Call): Response {
  const query = readEmailQuery(url);
  const wanted = query.email.toLowerCase();
  const found = context.store.users
    .find({})
    .filter(({ email }) => typeof email === "string" && email.toLowerCase() === wanted);
  return answer(200, found.map(shower(projectionOf(query))));
}

function shower(projection: Projection | undefined): (user: JsonObject) => JsonObject {
  return (user) => project(shownUser(user as User), projection);
}
