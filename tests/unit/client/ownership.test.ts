import assert from "node:assert/strict";
import { hasEverySetting, wasCreatedSince } from "../../../provider/client/ownership";
import type { Answer } from "../../../provider/client/reply";
import { publicKeyThumbprint } from "../../../provider/model/public-key";
import { rsaPem } from "../../support/keys";
import { httpDate } from "./support/fake-http";

const NOW = Date.UTC(2026, 0, 15, 12);

function idCreatedAt(milliseconds: number): string {
  return `${Math.floor(milliseconds / 1_000).toString(16)}f39293776f28ab5d`;
}

function found(receivedAt: number, tenantNow: number | undefined): Answer {
  return {
    kind: "answer",
    status: 200,
    headers: new Map(tenantNow === undefined ? [] : [["date", httpDate(tenantNow)]]),
    body: {},
    empty: false,
    sentAt: receivedAt,
    receivedAt,
  };
}

describe("wasCreatedSince", () => {
  const since = NOW;
  const later = NOW + 30_000;
  const isOurs = (createdAt: number, ahead = 0) =>
    wasCreatedSince(idCreatedAt(createdAt + ahead), since, found(later, later + ahead));

  it("accepts what was created between the first attempt and now, with two seconds of slack", () => {
    for (const createdAt of [since - 2_000, since, since + 15_000, later, later + 2_000]) {
      assert.equal(isOurs(createdAt), true, String(createdAt - since));
    }
  });

  it("refuses what was created before or after", () => {
    for (const createdAt of [since - 3_000, since - 86_400_000, later + 3_000]) {
      assert.equal(isOurs(createdAt), false, String(createdAt - since));
    }
  });

  it("judges by the tenant's clock", () => {
    for (const ahead of [-3_600_000, 3_600_000]) {
      assert.equal(isOurs(since + 5_000, ahead), true);
      assert.equal(isOurs(since - 5_000, ahead), false);
    }
  });

  it("proves nothing without a Date header or with an id of another form", () => {
    assert.equal(wasCreatedSince(idCreatedAt(since), since, found(later, undefined)), false);
    assert.equal(wasCreatedSince("api_1", since, found(later, later)), false);
    assert.equal(wasCreatedSince(`${idCreatedAt(since)}0`, since, found(later, later)), false);
  });
});

describe("hasEverySetting", () => {
  const api = {
    id: "69a006b6f39293776f28ab5d",
    identifier: "https://a",
    token_lifetime: 900,
    allow_offline_access: false,
    scopes: [{ value: "read:a", description: "Read" }, { value: "write:a" }],
    subject_type_authorization: { user: { policy: "allow_all" }, client: { policy: "require_client_grant" } },
  };

  it("compares what was sent and nothing else", () => {
    assert.equal(hasEverySetting({ identifier: "https://a" }, api), true);
    assert.equal(hasEverySetting({ identifier: "https://a", token_lifetime: 900 }, api), true);
    assert.equal(
      hasEverySetting({ subject_type_authorization: { user: { policy: "allow_all" } } }, api),
      true,
    );
    assert.equal(hasEverySetting({ identifier: "https://a", token_lifetime: 901 }, api), false);
    assert.equal(hasEverySetting({ name: "A" }, api), false);
    assert.equal(
      hasEverySetting({ subject_type_authorization: { user: { policy: "deny_all" } } }, api),
      false,
    );
  });

  it("takes lists as a whole and in order", () => {
    const [first, second] = api.scopes;
    assert.ok(first && second);
    assert.equal(hasEverySetting({ scopes: [first, second] }, api), true);
    assert.equal(hasEverySetting({ scopes: [second, first] }, api), false);
    assert.equal(hasEverySetting({ scopes: [first] }, api), false);
    assert.equal(hasEverySetting({ scopes: [] }, api), false);
  });

  it("a null that was sent is a key that is missing", () => {
    assert.equal(hasEverySetting({ consent_policy: null }, api), true);
    assert.equal(hasEverySetting({ token_lifetime: null }, api), false);
  });

  it("recognises a key that the tenant never returns by its thumbprint", () => {
    const pem = rsaPem(0);
    const encryption = (key: object) => ({
      token_encryption: { format: "compact-nested-jwe", encryption_key: { alg: "RSA-OAEP-256", ...key } },
    });
    const stored = encryption({ thumbprint_sha256: publicKeyThumbprint(pem) ?? "" });
    const sent = encryption({ pem });
    assert.equal(hasEverySetting(sent, stored), true);
    assert.equal(
      Object.hasOwn(sent.token_encryption.encryption_key, "pem"),
      true,
      "the sent body is left as it is",
    );
    assert.equal(hasEverySetting(encryption({ pem: rsaPem(1) }), stored), false);
    assert.equal(hasEverySetting(sent, api), false);
  });
});
