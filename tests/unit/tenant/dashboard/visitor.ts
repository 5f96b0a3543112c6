/** A person's browser at the dashboard, without its script: follows redirects of forms, and sends what forms have. */
import type { Answer, TestTenant } from "../fixture";
import { URL_OF_TENANT } from "../fixture";

export const ORIGIN = URL_OF_TENANT;
const FORM_TYPE = "application/x-www-form-urlencoded";
const USER_AGENT = "Visitor/1.0";

export interface Visitor {
  get(path: string): Promise<Answer>;
  /** Sends a form as the page at `from` has it, and gives the page that it leads to. */
  submit(path: string, fields: Fields, from?: string): Promise<Answer & { location: string }>;
  /** A form without any of the proofs that it is one of ours, but for those given. */
  post(path: string, fields: Fields, headers?: Record<string, string>): Promise<Answer>;
  formToken(): Promise<string>;
}

export type Fields = Readonly<Record<string, string | readonly string[]>>;

export function visitor(tenant: TestTenant): Visitor {
  const get: Visitor["get"] = (path) =>
    tenant.send("GET", path, undefined, { accept: "text/html", "user-agent": USER_AGENT });
  const post: Visitor["post"] = (path, fields, headers = {}) => {
    const pairs = Object.entries(fields).flatMap(([name, value]) =>
      [value].flat().map((one): [string, string] => [name, one]),
    );
    const body = new URLSearchParams(pairs).toString();
    return tenant.send("POST", path, body, {
      "content-type": FORM_TYPE,
      "user-agent": USER_AGENT,
      ...headers,
    });
  };
  const formToken = async (): Promise<string> => tokenIn((await get("/_tenant/new")).text);
  return {
    get,
    post,
    formToken,
    async submit(path, fields, from = "/_tenant/new") {
      const form_token = tokenIn((await get(from)).text);
      const answer = await post(path, { ...fields, form_token }, { origin: ORIGIN });
      const location = answer.headers.get("location") ?? "";
      return location === "" ? { ...answer, location } : { ...(await get(location)), location };
    },
  };
}

function tokenIn(page: string): string {
  const [, token] = /name="form_token" value="(\w+)"/.exec(page) ?? [];
  if (token === undefined) throw new Error(`There is no form in ${page}`);
  return token;
}

/** What a page says, without its markup: as a person reads it. */
export function textOf({ text }: Answer): string {
  return unescaped(text.replaceAll(/<(head|script|style)\b.*?<\/\1>/gs, " ").replaceAll(/<[^>]*>/g, " "))
    .replaceAll(/\s+/g, " ")
    .trim();
}

export function unescaped(text: string): string {
  const entities: Readonly<Record<string, string>> = { quot: '"', "#39": "'", lt: "<", gt: ">", amp: "&" };
  return text.replaceAll(/&(quot|#39|lt|gt|amp);/g, (_, name: string) => entities[name] ?? "");
}

/** The whole start tag of the element with this id. */
export function tagOf({ text }: Answer, id: string): string {
  return new RegExp(`<\\w+[^>]*\\bid="${id}"[^>]*>`).exec(text)?.[0] ?? "";
}

/** Id of the API with this identifier. */
export function idOf({ context }: TestTenant, identifier: string): string {
  const [api] = context.store.resourceServers.find({ identifier });
  if (api === undefined) throw new Error(identifier);
  return api.id;
}

/** The fields of an API's settings form as its page shows them, but for the changed ones. */
export function settingsForm(tenant: TestTenant, identifier: string, change: Fields = {}): Fields {
  const [api] = tenant.context.store.resourceServers.find({ identifier });
  if (api === undefined) throw new Error(identifier);
  const on = (wire: string): Fields => (api[wire] === true ? { [wire]: "on" } : {});
  return {
    token_lifetime: String(api.token_lifetime),
    token_lifetime_for_web: String(api.token_lifetime_for_web),
    signing_alg: String(api.signing_alg),
    ...on("allow_offline_access"),
    ...on("enforce_policies"),
    ...on("skip_consent_for_verifiable_first_party_clients"),
    ...change,
  };
}
