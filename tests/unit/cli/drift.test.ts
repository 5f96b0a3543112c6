import assert from "node:assert/strict";
import { type DriftFlags, runDrift } from "../../../cli/drift";
import type { Json } from "../../../provider/model/values";
import { type InProcess, inProcess } from "../../support/in-process";
import { fakeIo } from "./support/fake-io";

const TYPE = "apisettings:index:Api";

describe("apisettings drift", () => {
  let process: InProcess;
  let id: string;
  beforeEach(async () => {
    process = await inProcess();
    const created = await process.client.resourceServers.create({
      identifier: "https://pay.test/",
      token_lifetime: 900,
      token_lifetime_for_web: 900,
    });
    id = created.id;
  });
  afterEach(() => process.stop());

  const state = (inputs: Record<string, Json>) =>
    JSON.stringify({
      version: 3,
      deployment: {
        manifest: { time: "2026-11-23T11:00:00Z" },
        resources: [
          {
            urn: `urn:pulumi:dev::shop::${TYPE}::pay`,
            type: TYPE,
            custom: true,
            id,
            inputs,
            outputs: inputs,
          },
        ],
      },
    });
  const declared = {
    identifier: "https://pay.test/",
    sensitivity: "internal",
    tokenLifetimeSeconds: 900,
    tokenLifetimeForWebSeconds: 900,
  };

  async function drift(more: Partial<DriftFlags> = {}, text = state(declared), path = "state.json") {
    const io = fakeIo({ files: { "state.json": text }, standardInput: text });
    const flags: DriftFlags = {
      failOn: "mandatory",
      format: "terminal",
      out: [],
      projectFolder: "",
      ...more,
    };
    process.sent();
    const code = await runDrift(path, flags, io, () => process.client);
    return { code, out: io.stdout(), err: io.stderr(), written: io.written, sent: process.sent() };
  }

  it("ends with 0 where nothing changed, and writes nothing", async () => {
    const { code, out, sent } = await drift();
    assert.equal(code, 0, out);
    assert.match(out, /^apisettings drift {2}shop\/dev +0 change/);
    assert.match(out, /NOTHING CHANGES/);
    assert.ok(
      sent.every((one) => one.startsWith("GET ")),
      sent.join(),
    );
  });

  it("ends with 3 where something did: before, after, what it means, who wins", async () => {
    await process.client.resourceServers.update(id, { token_lifetime: 86_000, allow_offline_access: true });
    const { code, out, sent } = await drift();
    assert.equal(code, 3);
    const text = out.replace(/\s+/g, " ");
    assert.match(text, /access tokens 15 min → 23 h 53 min 20 s/);
    assert.match(text, /offline refresh tokens off → on/);
    assert.match(text, /pulumi up --refresh/);
    assert.ok(sent.every((one) => one.startsWith("GET ")));
    assert.equal((await drift({ failOn: "never" })).code, 0);
  });

  it("says so where the API is gone", async () => {
    await process.client.resourceServers.delete(id);
    const { code, out } = await drift();
    assert.equal(code, 3);
    assert.match(out, /pay is deleted/);
  });

  it("takes the standard input, and writes the formats that are asked for", async () => {
    const { code, written, out } = await drift(
      { json: true, out: ["html=d.html", "markdown=d.md"] },
      undefined,
      "-",
    );
    assert.equal(code, 0);
    assert.equal(JSON.parse(out).kind, "drift");
    assert.match(written.get("d.html") ?? "", /^<!doctype html>/);
    assert.match(written.get("d.md") ?? "", /key=drift\/shop\/dev /);
  });

  it("refuses what is no saved state", async () => {
    await assert.rejects(drift({}, "[]"), /saved state|pulumi stack export/);
    await assert.rejects(drift({}, '{"steps": []}'), /saved state|pulumi stack export/);
  });
});
