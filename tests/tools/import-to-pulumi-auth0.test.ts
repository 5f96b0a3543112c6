/** The way back: what `apisettings import --provider auth0` writes compiles against the SDK that pulumi-auth0 publishes. */
import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import * as ts from "typescript";
import { importApis } from "../../operations/import/index";
import { REPOSITORY } from "../../tools/support/packed-package";
import { type InProcess, inProcess } from "../support/in-process";
import { npmSdkFiles, SDK_PACKAGES } from "./support/sdk-packages";

const FILES = ["resourceServer.d.ts", "resourceServerScopes.d.ts", "types/input.d.ts", "types/output.d.ts"];

describe("programs for pulumi-auth0 and its SDK", function () {
  this.timeout(240_000);
  let world: InProcess;
  let folder: string;
  before(async () => {
    world = await inProcess();
    folder = mkdtempSync(path.join(tmpdir(), "apisettings-auth0-"));
    const sdk = SDK_PACKAGES.auth0 ?? assert.fail("no SDK is named");
    const target = path.join(folder, "node_modules/@pulumi/auth0");
    mkdirSync(target, { recursive: true });
    cpSync(await npmSdkFiles(sdk, FILES), target, { recursive: true });
    writeFileSync(
      path.join(target, "index.d.ts"),
      'export { ResourceServer } from "./resourceServer";\nexport { ResourceServerScopes } from "./resourceServerScopes";\n',
    );
    symlinkSync(
      path.join(REPOSITORY, "node_modules/@pulumi/pulumi"),
      path.join(folder, "node_modules/@pulumi/pulumi"),
    );
  });
  after(() => {
    world?.stop();
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  });

  function errorsIn(source: string): string[] {
    const file = path.join(folder, "index.ts");
    writeFileSync(file, source);
    const program = ts.createProgram([file], {
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.Node16,
      moduleResolution: ts.ModuleResolutionKind.Node16,
      types: [],
    });
    return ts
      .getPreEmitDiagnostics(program)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
  }

  it("compile, and would not with a name or a form that it does not have", async () => {
    await world.client.resourceServers.create({
      identifier: "https://full.example.test/",
      name: "Full",
      token_lifetime: 900,
      token_lifetime_for_web: 600,
      token_lifetime_for_anonymous_access_tokens: 100_000,
      allow_offline_access: true,
      allow_online_access: true,
      allow_online_access_with_ephemeral_sessions: true,
      skip_consent_for_verifiable_first_party_clients: true,
      signing_alg: "PS256",
      enforce_policies: true,
      token_dialect: "rfc9068_profile_authz",
      consent_policy: "transactional-authorization-with-mfa",
      require_consent_non_repudiation: true,
      subject_type_authorization: { user: { policy: "deny_all" }, client: { policy: "deny_all" } },
      authorization_details: [{ type: "payment" }],
      proof_of_possession: { mechanism: "dpop", required: true, required_for: "public_clients" },
      access_token: { claims_mapping: { custom_claims: [{ name: "a", expression: "b" }] } },
      authorization_policy: { policy_id: "p" },
      scopes: [{ value: "read:all", description: "Read" }, { value: "write:all" }],
    });
    await world.client.resourceServers.create({ identifier: "urn:nameless" });
    const { files } = await importApis(world.context, {
      language: "typescript",
      provider: "auth0",
      project: "back",
      protect: true,
      filters: { identifiers: [], names: [], includeSystem: false, limit: undefined },
      state: undefined,
      version: "0.0.0",
      hasPackageJson: false,
    });
    const source = files.get("index.ts") ?? "";
    assert.match(source, /new auth0\.ResourceServerScopes\(/);
    assert.deepEqual(errorsIn(source), []);
    assert.match(
      errorsIn(source.replace("tokenLifetime:", "tokenLifetimeSeconds:")).join(),
      /tokenLifetimeSeconds/,
    );
    assert.match(errorsIn(source.replace('name: "read:all"', 'value: "read:all"')).join(), /value/);
  });
});
