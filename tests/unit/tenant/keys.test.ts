import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compactVerify, SignJWT } from "jose";
import { createSigningKeys } from "../../../tenant/keys";
import { openStore, type Store } from "../../../tenant/store/store";
import { createTenant } from "../../../tenant/tenant";
import { URL_OF_TENANT } from "./fixture";

describe("signing keys", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "apisettings-keys-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  it("are not made before something is signed or verified", async () => {
    const tenant = await createTenant({}, { url: URL_OF_TENANT });
    const { store } = tenant.context;
    assert.equal(store.keys().length, 0);
    await tenant.fetch(new Request(`${URL_OF_TENANT}/.well-known/openid-configuration`));
    assert.equal(store.keys().length, 0, "discovery names no key");
    const shown = await tenant.fetch(new Request(`${URL_OF_TENANT}/.well-known/jwks.json`));
    const { keys } = (await shown.json()) as { keys: { kid: string }[] };
    assert.deepEqual(
      keys.map(({ kid }) => kid),
      store.keys().map(({ kid }) => kid),
    );
    assert.equal(keys.length, 1, "and are stored before they are shown");
    tenant.close();
  });

  it("are one key, however many ask for it at once", async () => {
    const store = openStore(":memory:");
    const keys = createSigningKeys(store);
    const kids = await Promise.all([keys.kid(), keys.kid(), keys.publicJwk().then(({ kid }) => kid)]);
    assert.deepEqual(new Set(kids), new Set(store.keys().map(({ kid }) => kid)));
    assert.equal(store.keys().length, 1);
    store.close();
  });

  it("are one key for two tenants on one file that make theirs at the same moment", async () => {
    const path = join(folder, "shared.db");
    const stores = [openStore(path), openStore(path)];
    const [first, second] = stores.map(createSigningKeys);
    assert.ok(first && second);
    const [firstKid, secondKid] = await Promise.all([first.kid(), second.kid()]);
    assert.equal(firstKid, secondKid);
    const token = await new SignJWT({})
      .setProtectedHeader({ alg: "PS256" })
      .sign(await first.signingKey("PS256"));
    await compactVerify(token, await second.verificationKey("PS256"));
    for (const store of stores) store.close();
  });

  it("stay when the file is opened again", async () => {
    const path = join(folder, "again.db");
    const before = openStore(path);
    const kid = await createSigningKeys(before).kid();
    before.close();
    const after = openStore(path);
    assert.equal(await createSigningKeys(after).kid(), kid);
    after.close();
  });

  it("are imported once for each algorithm", async () => {
    const store = openStore(":memory:");
    const keys = createSigningKeys(store);
    assert.equal(await keys.signingKey("RS256"), await keys.signingKey("RS256"));
    assert.equal(await keys.verificationKey("RS256"), await keys.verificationKey("RS256"));
    assert.notEqual(await keys.signingKey("RS256"), await keys.signingKey("PS256"));
    assert.notEqual(await keys.signingKey("RS256"), await keys.verificationKey("RS256"));
    store.close();
  });

  it("show the public half only", async () => {
    const store = openStore(":memory:");
    const shown = await createSigningKeys(store).publicJwk();
    assert.deepEqual(Object.keys(shown).sort(), ["e", "kid", "kty", "n", "use"]);
    store.close();
  });

  it("are asked for again after a failure", async () => {
    const store = openStore(":memory:");
    let failures = 1;
    const failing: Store = {
      ...store,
      keepKey(kid, document) {
        if (failures-- > 0) throw new Error("The disk is full.");
        return store.keepKey(kid, document);
      },
    };
    const keys = createSigningKeys(failing);
    await assert.rejects(keys.signingKey("RS256"), /disk is full/);
    await keys.signingKey("RS256");
    assert.equal(store.keys()[0]?.kid, await keys.kid());
    store.close();
  });
});
