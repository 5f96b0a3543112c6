/** The client over real sockets: what an in-process adapter cannot show. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { type AddressInfo, connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { createManagementClient, type ManagementClient } from "../../provider/client/client";
import { type ErrorCode, isApiSettingsError } from "../../provider/model/errors";
import { selfSigned } from "./support/certificate";

const ID = "69a006b6f39293776f28ab5d";
const API = { id: ID, identifier: "https://a.example/x" };

interface Listening {
  port: number;
  connections: number;
  requests: string[];
}

const open: { server: Server; sockets: Set<Socket> }[] = [];

async function closeAll(): Promise<void> {
  for (const { server, sockets } of open.splice(0)) {
    // Tunnels are no longer the server's connections, so it does not close them itself.
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
}

async function listen(server: Server, requests: string[] = []): Promise<Listening> {
  const listening: Listening = { port: 0, connections: 0, requests };
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    listening.connections += 1;
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  listening.port = (server.address() as AddressInfo).port;
  open.push({ server, sockets });
  return listening;
}

/** Issues tokens, and leaves the Management API to `api`. */
function tenantListener(requests: string[], api: RequestListener): RequestListener {
  return (request, response) => {
    requests.push(`${request.method} ${request.url}`);
    request.resume();
    if (request.url === "/oauth/token") {
      return json(response, 200, { access_token: "token-1", token_type: "Bearer", expires_in: 86_400 });
    }
    return api(request, response);
  };
}

function tenant(api: RequestListener): Promise<Listening> {
  const requests: string[] = [];
  return listen(createServer(tenantListener(requests, api)), requests);
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8" }).end(JSON.stringify(body));
}

function clientOf({ port }: { port: number }, requestTimeoutSeconds = 10): ManagementClient {
  const domain = `127.0.0.1:${port}`;
  return createManagementClient(
    {
      domain,
      baseUrl: `http://${domain}`,
      audience: `https://${domain}/api/v2/`,
      credentials: { kind: "client-secret", clientId: "client-1", clientSecret: "a secret" },
      customDomainHeader: undefined,
      debug: false,
      initialRate: undefined,
      maxRequestsPerSecond: undefined,
      maxConcurrency: 8,
      reserve: 0.2,
      requestTimeoutSeconds,
    },
    // Ten times as fast, so that retries and time limits take tenths of seconds.
    {
      delay: (milliseconds, signal) => sleep(milliseconds / 10, undefined, { signal }),
      log: () => undefined,
    },
  );
}

async function fails(promise: Promise<unknown>, code: ErrorCode): Promise<string> {
  const error = await promise.then(
    () => assert.fail("succeeded"),
    (thrown: unknown) => thrown,
  );
  assert.ok(isApiSettingsError(error, code), String(error));
  return error.message;
}

describe("The client over real HTTP", () => {
  let environment: NodeJS.ProcessEnv;

  beforeEach(() => {
    environment = { ...process.env };
    for (const name of Object.keys(process.env))
      if (/^(https?|all|no)_proxy$/i.test(name)) delete process.env[name];
  });

  afterEach(async () => {
    process.env = environment;
    await closeAll();
  });

  it("keeps connections alive", async () => {
    const server = await tenant((_request, response) => json(response, 200, API));
    const { resourceServers } = clientOf(server);
    for (let n = 0; n < 10; n += 1) assert.deepEqual(await resourceServers.get(ID), API);
    assert.equal(server.connections, 1);
    assert.equal(server.requests.length, 11);
  });

  it("sends an identifier encoded once, and the body as JSON", async () => {
    let seen: Partial<IncomingMessage> = {};
    let text = "";
    const server = await tenant((request, response) => {
      seen = request;
      request.on("data", (chunk) => {
        text += chunk;
      });
      request.on("end", () => json(response, 200, API));
    });
    await clientOf(server).resourceServers.update(API.identifier, { name: "ü" });
    assert.equal(seen.url, "/api/v2/resource-servers/https%3A%2F%2Fa.example%2Fx");
    assert.equal(seen.headers?.["content-type"], "application/json");
    assert.equal(seen.headers?.authorization, "Bearer token-1");
    assert.equal(seen.headers?.["user-agent"], "pulumi-apisettings/dev");
    assert.deepEqual(JSON.parse(text), { name: "ü" });
  });

  it("reads compressed answers", async () => {
    const server = await tenant((_request, response) => {
      response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(JSON.stringify(API)));
    });
    assert.deepEqual(await clientOf(server).resourceServers.get(ID), API);
  });

  it("gives up a request that is never answered, and closes its connection", async () => {
    let closed = 0;
    const server = await tenant((request) => {
      request.on("close", () => {
        closed += 1;
      });
    });
    await fails(clientOf(server, 1).resourceServers.get(ID), "timeout");
    assert.equal(server.requests.length, 5);
    await sleep(20);
    assert.equal(closed, 4);
  });

  it("gives up an answer that drips without end", async () => {
    const server = await tenant((_request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      const drip = setInterval(() => response.write(" "), 5);
      response.on("close", () => clearInterval(drip));
    });
    await fails(clientOf(server, 1).resourceServers.get(ID), "timeout");
  });

  it("repeats a read whose answer breaks off", async () => {
    let count = 0;
    const server = await tenant((_request, response) => {
      count += 1;
      if (count > 2) return json(response, 200, API);
      response.writeHead(200, { "content-length": "1000" }).write('{"id":', () => response.destroy());
    });
    assert.deepEqual(await clientOf(server).resourceServers.get(ID), API);
    assert.equal(count, 3);
  });

  it("takes the API whose creation was answered by a broken connection", async () => {
    const id = `${Math.floor(Date.now() / 1_000).toString(16)}f39293776f28ab5d`;
    const server = await tenant((request, response) => {
      if (request.method === "POST") response.destroy();
      else json(response, 200, { id, identifier: API.identifier, token_lifetime: 900 });
    });
    const body = { identifier: API.identifier, token_lifetime: 900 };
    assert.equal((await clientOf(server).resourceServers.create(body)).id, id);
    assert.equal(server.requests.filter((request) => request.startsWith("POST /api")).length, 1);
  });

  it("refuses an answer without end", async () => {
    const server = await tenant((_request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      const chunk = Buffer.alloc(1024 * 1024, 0x20);
      const more = (): void => {
        if (!response.destroyed) response.write(chunk, more);
      };
      more();
    });
    await fails(clientOf(server, 100).resourceServers.get(ID), "unexpected-answer");
  });

  it("follows no redirect, neither with the token nor without", async () => {
    const other = await tenant((_request, response) => json(response, 200, API));
    const server = await tenant((_request, response) => {
      response.writeHead(307, { location: `http://127.0.0.1:${other.port}/stolen` }).end();
    });
    await fails(clientOf(server).resourceServers.get(ID), "unexpected-answer");
    await fails(clientOf(server).resourceServers.update(ID, {}), "unexpected-answer");
    assert.deepEqual(other.requests, []);
  });

  it("says that nobody listens", async () => {
    const server = await tenant(() => undefined);
    const { port } = server;
    await closeAll();
    assert.match(await fails(clientOf({ port }).resourceServers.get(ID), "network"), /ECONNREFUSED/);
  });

  it("ends at once when cancelled", async () => {
    const server = await tenant(() => undefined);
    const controller = new AbortController();
    const startedAt = Date.now();
    setTimeout(() => controller.abort(), 50);
    await fails(clientOf(server, 100).resourceServers.get(ID, { signal: controller.signal }), "cancelled");
    assert.ok(Date.now() - startedAt < 1_000);
  });
});

describe("The client through an HTTPS proxy", function () {
  this.timeout(30_000);
  let folder = "";
  let environment: NodeJS.ProcessEnv;
  const { key, cert } = selfSigned(["tenant.test", "localhost"]);
  let server: Listening;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "apisettings-"));
    await writeFile(join(folder, "ca.pem"), cert);
    environment = Object.fromEntries(
      Object.entries(process.env).filter(
        ([name]) => !/^((https?|all|no)_proxy|NODE_EXTRA_CA_CERTS)$/i.test(name),
      ),
    );
  });
  after(() => rm(folder, { recursive: true, force: true }));

  beforeEach(async () => {
    const requests: string[] = [];
    const listener = tenantListener(requests, (_request, response) => json(response, 200, API));
    server = await listen(createHttpsServer({ key, cert }, listener), requests);
  });
  afterEach(closeAll);

  /** Tunnels every CONNECT to the tenant, or refuses it. */
  async function proxy(refuse = false): Promise<Listening & { tunnels: string[]; bytes: () => string }> {
    const tunnels: string[] = [];
    const requests: string[] = [];
    let clear = "";
    const http = createServer((request, response) => {
      requests.push(`${request.method} ${request.url}`);
      response.writeHead(500).end();
    });
    http.on("connect", (request, socket, head) => {
      tunnels.push(String(request.url));
      clear += JSON.stringify(request.headers);
      if (refuse) {
        socket.end("HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n");
        return;
      }
      const upstream = connect(server.port, "127.0.0.1", () => {
        socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
        upstream.write(head);
        upstream.pipe(socket).pipe(upstream);
      });
      upstream.on("error", () => socket.destroy());
      socket.on("error", () => upstream.destroy());
      socket.on("data", (chunk: Buffer) => {
        clear += chunk.toString("latin1");
      });
    });
    const listening = await listen(http, requests);
    return Object.assign(listening, { tunnels, bytes: () => clear });
  }

  async function runChild(domain: string, more: Record<string, string>): Promise<Record<string, unknown>> {
    const script = join(__dirname, "support", "client-child.ts");
    const options = { env: { ...environment, TEST_DOMAIN: domain, ...more }, timeout: 25_000 };
    const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", script], options);
    return JSON.parse(stdout);
  }

  it("tunnels by CONNECT, trusts NODE_EXTRA_CA_CERTS, and shows the proxy nothing", async () => {
    const { port, tunnels, requests, bytes } = await proxy();
    const result = await runChild(`tenant.test:${server.port}`, {
      HTTPS_PROXY: `http://127.0.0.1:${port}`,
      NODE_EXTRA_CA_CERTS: join(folder, "ca.pem"),
    });
    assert.deepEqual(result, { api: API });
    assert.ok(tunnels.length > 0 && tunnels.every((target) => target === `tenant.test:${server.port}`));
    assert.deepEqual(requests, [], "nothing was sent to the proxy itself");
    assert.equal(server.requests.length, 2);
    for (const secret of ["a secret of the child", "token-1", "oauth/token"])
      assert.ok(!bytes().includes(secret));
  });

  it("leaves out the proxy for the hosts in NO_PROXY", async () => {
    const { port, tunnels, requests } = await proxy();
    const result = await runChild(`localhost:${server.port}`, {
      HTTPS_PROXY: `http://127.0.0.1:${port}`,
      NO_PROXY: "example.com,localhost",
      NODE_EXTRA_CA_CERTS: join(folder, "ca.pem"),
    });
    assert.deepEqual(result, { api: API });
    assert.deepEqual([...tunnels, ...requests], []);
  });

  it("names NODE_EXTRA_CA_CERTS where the certificate is not trusted", async () => {
    const { code, message } = await runChild(`localhost:${server.port}`, {});
    assert.equal(code, "network");
    assert.match(String(message), /not trusted \(DEPTH_ZERO_SELF_SIGNED_CERT\).*NODE_EXTRA_CA_CERTS/);
    assert.deepEqual(server.requests, []);
  });

  it("a proxy that refuses gets neither token nor secret", async () => {
    const { port, bytes } = await proxy(true);
    const result = await runChild(`tenant.test:${server.port}`, { HTTPS_PROXY: `http://127.0.0.1:${port}` });
    assert.equal(result.code, "network");
    assert.match(String(result.message), /proxy/);
    assert.ok(!bytes().includes("a secret of the child"));
  });
});
