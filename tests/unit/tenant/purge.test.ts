/** What a data file forgets when a tenant opens it. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClock } from "../../../tenant/clock";
import { START_SECONDS, type TestTenant, testTenant } from "./fixture";
import { browser, createApi } from "./oauth/browser";

const DAY = 86_400;

describe("expired entries of a data file", () => {
  let folder = "";
  let data = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "apisettings-purge-"));
    data = join(folder, "tenant.db");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const opened = (seconds: number): Promise<TestTenant> =>
    testTenant({ data }, { clock: createClock(() => (START_SECONDS + seconds) * 1_000) });
  const counts = ({ context: { store } }: TestTenant): number[] =>
    [store.authorizationCodes, store.opaqueTokens, store.sessions, store.refreshTokens].map((one) =>
      one.count({}),
    );

  async function fill(): Promise<string> {
    const tenant = await opened(0);
    await createApi(tenant, { allow_offline_access: true });
    const user = browser(tenant);
    await user.signIn({ scope: "openid" });
    const { body } = await user.signIn({ scope: "offline_access", audience: "urn:api" });
    assert.deepEqual(counts(tenant), [2, 1, 1, 1]);
    tenant.close();
    return body.refresh_token;
  }

  it("go 30 days after their end, and what never ends stays", async () => {
    const refresh_token = await fill();
    const soon = await opened(30 * DAY);
    assert.deepEqual(counts(soon), [2, 1, 1, 1], "codes ended 30 days ago less 10 minutes");
    soon.close();
    const later = await opened(40 * DAY);
    assert.deepEqual(counts(later), [0, 0, 0, 1]);
    const { status } = await browser(later).token({ grant_type: "refresh_token", refresh_token });
    assert.equal(status, 200);
    later.close();
  });

  it("stay when the clock was only sent ahead", async () => {
    await fill();
    const startAt = new Date((START_SECONDS + 400 * DAY) * 1_000).toISOString();
    const ahead = await testTenant({ data, startAt }, { clock: createClock(() => START_SECONDS * 1_000) });
    assert.deepEqual(counts(ahead), [2, 1, 1, 1]);
    ahead.close();
  });
});
