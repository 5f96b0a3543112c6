/** Comments as GitHub and GitLab keep them, as a function from request to response: for tests in process and over a socket. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface Stored {
  readonly id: number;
  body: string;
  readonly author: string;
}

export interface FakeForge {
  readonly comments: Stored[];
  readonly requests: string[];
  /** Given before the request is looked at; undefined lets it through. */
  fault: (method: string, path: string) => Response | undefined;
  /** Called after a request was carried out: other writers. */
  after: (method: string) => void;
  add(author: string, body: string): Stored;
  handle(request: Request): Promise<Response>;
}

export const TOKEN = "ghs_0123456789abcdefSECRET";
const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json", ...headers } });

/** @param account login of the token's account; undefined for GitHub's app tokens, which may not ask. */
export function fakeForge(kind: "github" | "gitlab", account: string | undefined): FakeForge {
  let nextId = 1;
  const idOf = (login: string) =>
    [...login].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 1e6;
  const self = account ?? "github-actions[bot]";
  const limit = kind === "github" ? 65_536 : 1_000_000;
  const shown = ({ id, body, author }: Stored) =>
    kind === "github"
      ? { id, body, user: { login: author, type: author.endsWith("[bot]") ? "Bot" : "User" } }
      : { id, body, system: false, author: { id: idOf(author), username: author } };
  const forge: FakeForge = {
    comments: [],
    requests: [],
    fault: () => undefined,
    after: () => undefined,
    add(author, body) {
      const stored = { id: nextId++, author, body };
      forge.comments.push(stored);
      return stored;
    },
    async handle(request) {
      const url = new URL(request.url);
      forge.requests.push(`${request.method} ${url.pathname}${url.search}`);
      const fault = forge.fault(request.method, url.pathname);
      if (fault !== undefined) return fault;
      if (request.headers.get("authorization") !== `Bearer ${TOKEN}`)
        return json(401, { message: kind === "github" ? "Bad credentials" : "401 Unauthorized" });
      const answer = await carryOut(request, url);
      forge.after(request.method);
      return answer;
    },
  };
  async function carryOut(request: Request, url: URL): Promise<Response> {
    if (url.pathname === "/user")
      return kind === "github" && account === undefined
        ? json(403, { message: "Resource not accessible by integration" })
        : json(200, { id: idOf(self), login: self, type: "User" });
    const list =
      kind === "github"
        ? "/repos/acme/infra/issues/7/comments"
        : "/projects/acme%2Finfra/merge_requests/7/notes";
    const one = kind === "github" ? "/repos/acme/infra/issues/comments/" : `${list}/`;
    if (request.method === "GET" && url.pathname === list) return page(url);
    const { body = "" } = request.body === null ? {} : ((await request.json()) as { body?: string });
    if (body.length > limit)
      return kind === "github"
        ? json(422, {
            message: "Validation Failed",
            errors: ["body is too long (maximum is 65536 characters)"],
          })
        : json(400, { message: { note: ["is too long (maximum is 1000000 characters)"] } });
    if (request.method === "POST" && url.pathname === list) return json(201, shown(forge.add(self, body)));
    const stored = forge.comments.find(({ id }) => url.pathname === `${one}${id}`);
    if (stored === undefined) return json(404, { message: "Not Found" });
    if (stored.author !== self) return json(403, { message: "403 Forbidden" });
    if (request.method === "DELETE") {
      forge.comments.splice(forge.comments.indexOf(stored), 1);
      return new Response(null, { status: 204 });
    }
    if (request.method !== (kind === "github" ? "PATCH" : "PUT")) return json(405, { message: "no" });
    stored.body = body;
    return json(200, shown(stored));
  }
  function page(url: URL): Response {
    const [size, number] = ["per_page", "page"].map((name) => Number(url.searchParams.get(name) ?? 1));
    const [perPage, at] = [Math.min(size ?? 30, 100), number ?? 1];
    const items = forge.comments.slice((at - 1) * perPage, at * perPage).map(shown);
    const more = forge.comments.length > at * perPage;
    const headers: Record<string, string> =
      kind === "github"
        ? more
          ? // An address elsewhere: whoever follows it gives the token away.
            { link: `<https://elsewhere.example/?page=${at + 1}>; rel="next"` }
          : {}
        : { "x-next-page": more ? String(at + 1) : "" };
    return json(200, items, headers);
  }
  return forge;
}

/** The same over a socket. */
export async function serveForge(forge: FakeForge): Promise<{ url: string; close(): Promise<void> }> {
  const server: Server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
    const answer = await forge.handle(
      new Request(`http://forge.example${incoming.url}`, {
        method: incoming.method ?? "GET",
        headers: { authorization: incoming.headers.authorization ?? "" },
        ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
      }),
    );
    outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
    outgoing.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
