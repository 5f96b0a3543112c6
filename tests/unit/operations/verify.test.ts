/** Verification without a tenant: forged, foreign and odd tokens, and declarations that cannot be compared. */
import assert from "node:assert/strict";
import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { ofCommandLine, ofStack } from "../../../operations/verify/select";
import { signatureOf } from "../../../operations/verify/signature";
import { lookInto } from "../../../operations/verify/token";
import { verifyApis } from "../../../operations/verify/verify";
import type { AuthorizationServer, TokenAnswer } from "../../../provider/client/authorization-server";
import { ApiSettingsError, type ErrorCode } from "../../../provider/model/errors";
import {
  type Json,
  type JsonObject,
  Secret,
  UNKNOWN,
  type ValueObject,
} from "../../../provider/model/values";

const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
const KEYS = [{ ...(pair.publicKey.export({ format: "jwk" }) as JsonObject), kid: "k1" }];
const CLAIMS = { iss: "https://t/", aud: "urn:api", iat: 1_000, exp: 1_900 };
const HEADER = { alg: "RS256", typ: "JWT", kid: "k1" };

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function jwt(
  claims: JsonObject = CLAIMS,
  header: JsonObject = HEADER,
  key: KeyObject = pair.privateKey,
): string {
  const content = `${encoded(header)}.${encoded(claims)}`;
  return `${content}.${sign("sha256", Buffer.from(content), key).toString("base64url")}`;
}

function answering(accessToken: string, expiresInSeconds: number | undefined = 900): TokenAnswer {
  return { kind: "issued", accessToken, expiresInSeconds, tokenType: "Bearer" };
}

function serverOf(answer: TokenAnswer | ErrorCode, asked: string[] = []): AuthorizationServer {
  return {
    async accessToken(audience) {
      asked.push(audience);
      if (typeof answer === "string") throw new ApiSettingsError(answer, "Something happened.");
      return answer;
    },
    signingKeys: async () => KEYS,
  };
}

async function verifyOne(answer: TokenAnswer | ErrorCode, props: ValueObject = {}, asked: string[] = []) {
  const resource = {
    urn: "",
    type: "auth0:index/resourceServer:ResourceServer",
    name: "api",
    props: { identifier: "urn:api", tokenLifetime: 900, ...props },
  };
  const options = { domain: "d", maximumTokens: 25, pause: async () => undefined };
  const { results, tokensFetched } = await verifyApis(
    ofStack([resource], []),
    serverOf(answer, asked),
    options,
  );
  const [result] = results;
  assert.ok(result);
  const broken = result.checks.filter(({ holds }) => !holds).map(({ name }) => name);
  return { ...result, broken, tokensFetched };
}

describe("verify", () => {
  it("takes a token that is as declared", async () => {
    const { state, broken, tokensFetched } = await verifyOne(answering(jwt()));
    assert.deepEqual([state, broken, tokensFetched], ["verified", [], 1]);
  });

  const other = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  const forged = `${encoded(HEADER)}.${encoded({ ...CLAIMS, exp: 1_900 })}.${jwt({ ...CLAIMS, exp: 9_999 }).split(".")[2]}`;
  for (const [what, token, broken] of [
    ["another lifetime", jwt({ ...CLAIMS, exp: 1_901 }), ["lifetime", "expires_in"]],
    ["no exp", jwt({ aud: "urn:api", iat: 1_000 }), ["lifetime"]],
    ["exp as a text", jwt({ ...CLAIMS, exp: "1900" }), ["lifetime"]],
    ["another audience", jwt({ ...CLAIMS, aud: "urn:api/" }), ["audience"]],
    ["an audience among several, and a foreign one", jwt({ ...CLAIMS, aud: ["urn:x", "urn:api"] }), []],
    ["no audience", jwt({ iat: 1_000, exp: 1_900 }), ["audience"]],
    ["another key with the same kid", jwt(CLAIMS, HEADER, other), ["signature"]],
    ["a kid that is not published", jwt(CLAIMS, { ...HEADER, kid: "k2" }), ["signature"]],
    ["claims changed after signing", forged, ["signature"]],
    ["no algorithm", `${encoded({ ...HEADER, alg: "none" })}.${encoded(CLAIMS)}.AA`, ["algorithm"]],
    ["another typ", jwt(CLAIMS, { ...HEADER, typ: "at+jwt" }), ["type"]],
  ] as const) {
    it(`finds ${what}`, async () => {
      const result = await verifyOne(answering(token));
      assert.deepEqual(result.broken, broken);
      assert.equal(result.state, broken.length === 0 ? "verified" : "mismatch");
    });
  }

  it("a token that is bound to a key has cnf", async () => {
    const token = answering(jwt({ ...CLAIMS, cnf: { jkt: "x" } }));
    const props = { proofOfPossession: { mechanism: "dpop", required: true } };
    assert.equal((await verifyOne(token, props)).state, "verified");
    assert.equal((await verifyOne(token)).state, "verified", "binding that nobody declared is no mismatch");
  });

  for (const [what, token] of [
    ["opaque", "abcdefabcdefabcdefabcdefabcdef12"],
    ["cut", jwt().slice(0, 40)],
    ["of three parts that are no JSON", "a.b.c"],
    ["of a list", `${encoded([])}.${encoded(CLAIMS)}.AA`],
    ["empty in its middle", "..."],
  ] as const) {
    it(`a token that is ${what} is not verifiable, unless expires_in is wrong already`, async () => {
      const result = await verifyOne(answering(token));
      assert.deepEqual([result.state, result.broken], ["not verifiable", []]);
      assert.match(result.because ?? "", /opaque/);
      assert.equal((await verifyOne(answering(token, 901))).state, "mismatch");
      const silent = await verifyOne({
        kind: "issued",
        accessToken: token,
        expiresInSeconds: undefined,
        tokenType: "DPoP",
      });
      assert.deepEqual([silent.state, silent.checks], ["not verifiable", []]);
      assert.match(silent.because ?? "", /bound to a key/);
    });
  }

  for (const [field, state, value] of [
    ["tokenLifetime", "known after the apply", UNKNOWN],
    ["tokenLifetime", "a secret", new Secret(900)],
    ["tokenLifetime", "not a number of seconds", "soon"],
    ["identifier", "known after the apply", UNKNOWN],
    ["identifier", "a secret", new Secret("urn:api")],
  ] as const) {
    it(`asks for no token where ${field} is ${state}`, async () => {
      const asked: string[] = [];
      const result = await verifyOne(answering(jwt()), { [field]: value }, asked);
      assert.deepEqual([result.state, result.tokensFetched, asked], ["not verifiable", 0, []]);
      assert.equal(result.because, `${field} is ${state}`);
      assert.doesNotMatch(JSON.stringify(result), field === "identifier" ? /urn:api/ : /900/);
    });
  }

  it("a declared value that is open leaves its check out, and says so", async () => {
    const result = await verifyOne(answering(jwt()), {
      signingAlg: UNKNOWN,
      tokenDialect: new Secret("access_token"),
    });
    assert.equal(result.state, "verified");
    assert.deepEqual(result.notChecked, [
      "algorithm, because signingAlg is known after the apply",
      "the token dialect, because tokenDialect is a secret",
    ]);
  });

  for (const code of ["tenant-failure", "unexpected-answer", "rate-limited"] as const) {
    it(`${code}: not verifiable, never a mismatch`, async () => {
      const { state, because } = await verifyOne(code);
      assert.deepEqual([state, because], ["not verifiable", "no token could be fetched: something happened"]);
    });
  }

  for (const code of ["network", "timeout", "credentials-refused", "missing-credentials"] as const) {
    it(`${code} ends it: nothing can be said of any API`, () => assert.rejects(verifyOne(code), { code }));
  }

  it("an unknown refusal is quoted, not guessed at", async () => {
    const said = "Access denied by an Action.";
    const { because } = await verifyOne({ kind: "refused", status: 403, error: "access_denied", said });
    assert.equal(
      because,
      `the tenant gives this client no token for this API (HTTP 403 access_denied: ${said})`,
    );
  });

  it("looks into five parts as encrypted only where the header says so", () => {
    assert.equal(lookInto(`${encoded({ alg: "RSA-OAEP", enc: "A256GCM" })}.a.b.c.d`).form, "encrypted");
    assert.equal(lookInto(`${encoded({ alg: "RS256" })}.a.b.c.d`).form, "opaque");
    assert.equal(lookInto(`${encoded({ alg: "RS256", enc: "x" })}.${encoded(CLAIMS)}.AA`).form, "jwt");
  });

  it("a key of another kind, or none at all, verifies nothing", () => {
    const ec = generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({
      format: "jwk",
    }) as JsonObject;
    const keys: Json[] = [{ ...ec, kid: "k1" }, { kid: "k1", kty: "RSA" }, { kid: "k1" }];
    for (const key of keys) assert.equal(signatureOf(jwt(), HEADER, [key as JsonObject]), "no such key");
    for (const alg of ["HS256", "none", "toString", "__proto__"]) {
      assert.equal(signatureOf(jwt(), { ...HEADER, alg }, KEYS), "not checked", alg);
    }
  });

  it("the command line checks what it says and nothing else", async () => {
    const options = { domain: "d", maximumTokens: 1, pause: async () => undefined };
    const odd = answering(jwt(CLAIMS, { ...HEADER, typ: "at+jwt" }));
    const apis = [ofCommandLine("urn:api", { seconds: 900 })];
    const { results } = await verifyApis(apis, serverOf(odd), options);
    assert.deepEqual([results[0]?.state, results[0]?.notChecked], ["verified", []]);
  });
});
