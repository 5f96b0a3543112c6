import assert from "node:assert/strict";
import { readyLine, readyText } from "../../../cli/tenant";
import { tenantOptions } from "../../../cli/tenant-options";
import { isApiSettingsError } from "../../../provider/model/errors";
import type { Tenant } from "../../../tenant/index";

describe("apisettings tenant", () => {
  const tenant = {
    url: "http://127.0.0.1:4010",
    domain: "127.0.0.1:4010",
    audience: "https://127.0.0.1:4010/api/v2/",
    clientId: "local-admin",
    clientSecret: "local-admin-secret",
  } as Tenant;

  it("keeps nothing unless a file is given", () => {
    const flags = { port: 4010, host: "127.0.0.1" };
    assert.deepEqual(tenantOptions(flags), flags);
    assert.deepEqual(tenantOptions({ ...flags, data: "x.db" }), { ...flags, data: "x.db" });
  });

  it("serves http unless --tls or its folder is given", () => {
    const flags = { port: 4010, host: "127.0.0.1" };
    assert.deepEqual(tenantOptions({ ...flags, tls: true }), { ...flags, tls: true });
    const inFolder = { ...flags, tls: { folder: "ca" } };
    assert.deepEqual(tenantOptions({ ...flags, tlsFolder: "ca" }), inFolder);
    assert.deepEqual(tenantOptions({ ...flags, tls: true, tlsFolder: "ca" }), inFolder);
  });

  it("refuses --memory with --data", () => {
    assert.throws(
      () => tenantOptions({ port: 0, host: "127.0.0.1", memory: true, data: "x.db" }),
      (error) => isApiSettingsError(error, "invalid-settings"),
    );
  });

  it("prints one JSON object with all that a program needs", () => {
    assert.deepEqual(JSON.parse(readyLine(tenant)), { event: "ready", ...tenant });
  });

  it("names the CA where it serves https, in JSON and in lines to paste", () => {
    const secure = {
      ...tenant,
      url: "https://127.0.0.1:4010",
      caFile: "/home/me/it's mine/ca.pem",
    } as Tenant;
    assert.deepEqual(JSON.parse(readyLine(secure)), { event: "ready", ...secure });
    const text = readyText(secure, undefined);
    assert.match(text, /^ {2}export AUTH0_DOMAIN=127\.0\.0\.1:4010$/m);
    for (const name of ["NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"])
      assert.ok(text.includes(`  export ${name}='/home/me/it'\\''s mine/ca.pem' `), text);
    assert.ok(readyText({ ...secure, caFile: "/a/ca.pem" }, undefined).includes("CERTS=/a/ca.pem "));
    assert.doesNotMatch(readyText(tenant, undefined), /CA/);
  });

  it("prints lines to paste into a shell", () => {
    const text = readyText(tenant, undefined);
    assert.match(text, /^ {2}export AUTH0_DOMAIN=http:\/\/127\.0\.0\.1:4010$/m);
    assert.match(text, /^ {2}export AUTH0_CLIENT_ID=local-admin$/m);
    assert.match(text, /^ {2}export AUTH0_CLIENT_SECRET=local-admin-secret$/m);
    assert.match(text, /in memory only/);
    assert.match(readyText(tenant, "x.db"), /in x\.db/);
  });
});
