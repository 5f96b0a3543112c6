import assert from "node:assert/strict";
import { SignJWT } from "jose";
import { publicKeyThumbprint } from "../../../../../provider/model/public-key";
import { rsaKeys, rsaPem } from "../../../../support/keys";
import {
  MANAGEMENT_AUDIENCE,
  START_SECONDS,
  type TestTenant,
  testTenant,
  URL_OF_TENANT,
} from "../../fixture";

const { publicKey, privateKey } = rsaKeys();
const PEM = publicKey.export({ type: "spki", format: "pem" }).toString();
const PRIVATE_PEM = privateKey.export({ type: "pkcs8", format: "pem" }).toString();

describe("credentials of clients", () => {
  let tenant: TestTenant;
  beforeEach(async () => {
    tenant = await testTenant();
  });
  afterEach(() => tenant.close());

  const create = (credential: object, more: object = {}) =>
    tenant.call("POST", "clients", {
      name: "A",
      jwt_configuration: { alg: "RS256" },
      client_authentication_methods: {
        private_key_jwt: { credentials: [{ credential_type: "public_key", pem: PEM, ...credential }] },
      },
      ...more,
    });
  const sign = (client_id: string) =>
    new SignJWT()
      .setProtectedHeader({ alg: "RS256" })
      .setIssuer(client_id)
      .setSubject(client_id)
      .setAudience(`${URL_OF_TENANT}/`)
      .setIssuedAt(START_SECONDS)
      .setExpirationTime(START_SECONDS + 60)
      .sign(privateKey);
  const token = async (client_id: string, parameters: Record<string, string> = {}) =>
    tenant.send(
      "POST",
      "/oauth/token",
      JSON.stringify({
        grant_type: "client_credentials",
        audience: MANAGEMENT_AUDIENCE,
        client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        client_assertion: await sign(client_id),
        ...parameters,
      }),
      { "content-type": "application/json" },
    );

  it("a new client's are shown whole once, then by id alone; the key never (recorded)", async () => {
    const { status, body, text } = await create({ name: "First" });
    assert.equal(status, 201);
    const [credential] = body.client_authentication_methods.private_key_jwt.credentials;
    assert.match(credential.id, /^cred_[A-Za-z0-9]{22}$/);
    assert.deepEqual(credential, {
      id: credential.id,
      name: "First",
      credential_type: "public_key",
      kid: publicKeyThumbprint(PEM),
      alg: "RS256",
      created_at: "2026-03-01T00:00:00.000Z",
      updated_at: "2026-03-01T00:00:00.000Z",
    });
    const read = await tenant.call("GET", `clients/${body.client_id}`);
    assert.deepEqual(read.body.client_authentication_methods, {
      private_key_jwt: { credentials: [{ id: credential.id }] },
    });
    for (const answer of [text, read.text, (await tenant.call("GET", "logs")).text]) {
      assert.equal(answer.includes("PUBLIC KEY"), false);
    }
    assert.equal("client_secret" in read.body, false);
  });

  it("let the client in with an assertion, and with nothing else", async () => {
    const { client_id } = (await create({})).body;
    await tenant.call("POST", "client-grants", { client_id, audience: MANAGEMENT_AUDIENCE, scope: [] });
    assert.equal((await token(client_id)).status, 200);
    const stored = tenant.context.store.clients.get(client_id)?.client_secret;
    const bySecret = await tenant.token({ client_id, client_secret: String(stored) });
    assert.equal(bySecret.status, 401);
  });

  it("are stored first and linked later; a client that links none uses its secret", async () => {
    const { client_id, client_secret } = (await tenant.call("POST", "clients", { name: "A" })).body;
    const added = await tenant.call("POST", `clients/${client_id}/credentials`, {
      credential_type: "public_key",
      name: "Second",
      pem: PEM,
    });
    assert.equal(added.status, 201);
    await tenant.call("POST", "client-grants", { client_id, audience: MANAGEMENT_AUDIENCE, scope: [] });
    assert.equal((await token(client_id)).status, 401, "not linked yet");
    const link = (credentials: object[]) => ({ private_key_jwt: { credentials } });
    const linked = await tenant.call("PATCH", `clients/${client_id}`, {
      client_authentication_methods: link([{ id: added.body.id }]),
      token_endpoint_auth_method: null,
    });
    assert.equal(linked.status, 200);
    assert.equal((await token(client_id)).status, 200);
    assert.equal((await tenant.call("POST", `clients/${client_id}/rotate-secret`)).status, 400);
    const unlinked = await tenant.call("PATCH", `clients/${client_id}`, {
      client_authentication_methods: null,
      token_endpoint_auth_method: "client_secret_post",
    });
    assert.equal(unlinked.status, 200);
    assert.equal((await token(client_id)).status, 401);
    assert.equal((await tenant.token({ client_id, client_secret })).status, 200);
  });

  it("any linked one lets the client in, so that keys can be exchanged one by one; an old one does not", async () => {
    const { client_id } = (await create({ pem: rsaPem(1) })).body;
    await tenant.call("POST", "client-grants", { client_id, audience: MANAGEMENT_AUDIENCE, scope: [] });
    assert.equal((await token(client_id)).status, 401, "signed with another key");
    const all = `clients/${client_id}/credentials`;
    const { id } = (await tenant.call("POST", all, { credential_type: "public_key", pem: PEM })).body;
    const [{ id: first }] = (await tenant.call("GET", all)).body;
    const link = (...ids: string[]) =>
      tenant.call("PATCH", `clients/${client_id}`, {
        client_authentication_methods: { private_key_jwt: { credentials: ids.map((one) => ({ id: one })) } },
      });
    assert.equal((await link(first, id)).status, 200);
    assert.equal((await token(client_id)).status, 200, "the second");
    await link(first);
    assert.equal((await token(client_id)).status, 401, "no longer linked");
  });

  it("end at their time, to the second, and leave no way back to the secret", async () => {
    const { client_id } = (await create({ expires_at: "2026-03-01T00:00:30Z" })).body;
    await tenant.call("POST", "client-grants", { client_id, audience: MANAGEMENT_AUDIENCE, scope: [] });
    tenant.clock.advanceSeconds(29);
    assert.equal((await token(client_id)).status, 200);
    tenant.clock.advanceSeconds(1);
    assert.equal((await token(client_id)).status, 401);
    const [{ id }] = (await tenant.call("GET", `clients/${client_id}/credentials`)).body;
    await tenant.call("PATCH", `clients/${client_id}/credentials/${id}`, {
      expires_at: "2026-02-01T00:00:00Z",
    });
    assert.equal((await token(client_id)).status, 401);
    const secret = String(tenant.context.store.clients.get(client_id)?.client_secret);
    assert.equal((await tenant.token({ client_id, client_secret: secret })).status, 401);
  });

  it("list, get, change and delete", async () => {
    const { client_id } = (await tenant.call("POST", "clients", { name: "A" })).body;
    const all = `clients/${client_id}/credentials`;
    const { body } = await tenant.call("POST", all, { credential_type: "public_key", pem: PEM });
    const one = `${all}/${body.id}`;
    const list = await tenant.call("GET", `${all}?include_totals=true&per_page=50`);
    assert.deepEqual(list.body, [{ ...body, expires_at: null }]);
    assert.deepEqual((await tenant.call("GET", one)).body, body);
    tenant.clock.advanceSeconds(1);
    const changed = await tenant.call("PATCH", one, { expires_at: "2026-03-02T11:07:30.535694+02:00" });
    assert.deepEqual(changed.body, {
      ...body,
      updated_at: "2026-03-01T00:00:01.000Z",
      expires_at: "2026-03-02T09:07:30.535Z",
    });
    assert.equal((await tenant.call("DELETE", one)).status, 204);
    assert.equal((await tenant.call("GET", one)).status, 404);
    assert.deepEqual((await tenant.call("GET", all)).body, []);
  });

  it("belong to one client: another cannot read, link or delete them", async () => {
    const { body } = await create({});
    const [{ id }] = body.client_authentication_methods.private_key_jwt.credentials;
    assert.equal((await tenant.call("GET", `clients/web/credentials/${id}`)).status, 404);
    await tenant.call("DELETE", `clients/web/credentials/${id}`);
    assert.notEqual(tenant.context.store.clientCredentials.get(id), undefined);
    const stolen = await tenant.call("PATCH", "clients/web", {
      client_authentication_methods: { private_key_jwt: { credentials: [{ id }] } },
      token_endpoint_auth_method: null,
    });
    assert.equal(stolen.status, 400);
  });

  it("cannot be deleted in use, and go with their client", async () => {
    const { body } = await create({});
    const [{ id }] = body.client_authentication_methods.private_key_jwt.credentials;
    assert.equal((await tenant.call("DELETE", `clients/${body.client_id}/credentials/${id}`)).status, 400);
    await tenant.call("DELETE", `clients/${body.client_id}`);
    assert.equal(tenant.context.store.clientCredentials.count({}), 0);
  });

  for (const [what, credential, more] of [
    ["a private key", { pem: PRIVATE_PEM }, {}],
    ["no key at all", { pem: "hello" }, {}],
    ["an unknown kind", { credential_type: "x509_cert" }, {}],
    ["a kid of odd letters", { kid: 'a/b\\c"0123' }, {}],
    ["an end that is no time", { expires_at: "tomorrow" }, {}],
    ["no signing algorithm", {}, { jwt_configuration: {} }],
    ["a second way to authenticate", {}, { token_endpoint_auth_method: "client_secret_post" }],
  ] as const) {
    it(`refuse ${what}, and leave nothing behind`, async () => {
      const clients = tenant.context.store.clients.count({});
      assert.equal((await create(credential, more)).status, 400);
      assert.equal(tenant.context.store.clients.count({}), clients);
      assert.equal(tenant.context.store.clientCredentials.count({}), 0);
    });
  }
});
