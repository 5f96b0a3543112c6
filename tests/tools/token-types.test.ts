/** The table of token types beside the SDKs that providers publish: type tokens, properties, units, defaults, bounds. */
import assert from "node:assert/strict";
import { TOKEN_TYPES } from "../../policy/rules/token-types";
import type { LifetimeField, Setting, TokenType } from "../../policy/rules/token-types/token-type";
import { describeWith } from "./support/languages";
import { npmSdkFiles, pythonSdkFiles, SDK_PACKAGES, type SdkPackage } from "./support/sdk-packages";
import { pythonFiles, pythonType } from "./support/sdk-python";
import {
  lifetimeStatements,
  STATEMENT_KINDS,
  type Statement,
  switchStatements,
} from "./support/sdk-statements";
import type { SdkProperty, SdkType } from "./support/sdk-type";
import { typescriptFiles, typescriptType } from "./support/sdk-typescript";

type Expected = readonly [path: string, type: SdkProperty["type"]];

/** Properties that functions of the table read, which no row can name. */
const READ_BY_FUNCTIONS: Readonly<Record<string, readonly Expected[]>> = {
  "auth0:index/resourceServer:ResourceServer": [
    ["subjectTypeAuthorization.user.policy", "string"],
    ["subjectTypeAuthorization.client.policy", "string"],
    ["proofOfPossession.disable", "boolean"],
    ["proofOfPossession.required", "boolean"],
    ["proofOfPossession.requiredFor", "string"],
  ],
  "auth0:index/client:Client": [...clientProperties(), ["refreshToken.policies.audience", "string"]],
  // A client by metadata document has no policies for other APIs.
  "auth0:index/clientCimd:ClientCimd": clientProperties(),
};

function clientProperties(): Expected[] {
  return [
    ["appType", "string"],
    ["grantTypes", "string"],
    ["refreshToken.expirationType", "string"],
    ["refreshToken.infiniteTokenLifetime", "boolean"],
    ["refreshToken.tokenLifetime", "number"],
  ];
}

const providerOf = ({ token }: TokenType) => token.split(":")[0] ?? "";
const OWN = ["apisettings", "pulumi-nodejs"];
const FOREIGN = TOKEN_TYPES.filter((type) => !OWN.includes(providerOf(type)));

describe("the table of token types and the providers' SDKs", () => {
  it("leaves out no provider", () => {
    assert.deepEqual([...new Set(FOREIGN.map(providerOf))].sort(), Object.keys(SDK_PACKAGES).sort());
  });

  describe("npm", function () {
    this.timeout(240_000);
    for (const [provider, sdk] of packagesOn("npm")) {
      proveSdk(provider, sdk, async (tokens) => {
        const folder = await npmSdkFiles(sdk, typescriptFiles(tokens));
        return (token) => typescriptType(folder, token);
      });
    }
  });

  describeWith("Python", ["python3"], (python) => {
    for (const [provider, sdk] of packagesOn("PyPI")) {
      proveSdk(provider, sdk, async (tokens) => {
        const folder = await pythonSdkFiles(python, sdk, pythonFiles(sdk, tokens));
        return (token) => pythonType(folder, sdk, token);
      });
    }
    describe("all of them", () => {
      it("say something of every kind that is looked for, or its pattern is dead", () => {
        assert.deepEqual(
          STATEMENT_KINDS.filter((kind) => !foundKinds.has(kind)),
          [],
        );
      });
    });
  });
});

const foundKinds = new Set<string>();

function packagesOn(registry: SdkPackage["registry"]): [string, SdkPackage][] {
  return Object.entries(SDK_PACKAGES).filter(([, sdk]) => sdk.registry === registry);
}

function proveSdk(
  provider: string,
  { name, version }: SdkPackage,
  fetch: (tokens: readonly string[]) => Promise<(token: string) => SdkType>,
): void {
  const types = FOREIGN.filter((type) => providerOf(type) === provider);
  describe(`${name} ${version}`, () => {
    let typeOf: (token: string) => SdkType;
    before(async function () {
      this.timeout(240_000);
      typeOf = await fetch(types.map(({ token }) => token));
    });
    for (const type of types) {
      it(`${type.token}: its token, its properties, and what their descriptions say`, () => {
        const sdkType = typeOf(type.token);
        assert.equal(sdkType.token, type.token);
        for (const [path, expected] of expectedProperties(type)) {
          assert.equal(sdkType.property(path)?.type, expected, path);
          assert.equal(sdkType.property(`${path}.noSuchMember`), undefined);
        }
        for (const { kind, property, stated, inTable } of statements(type, sdkType)) {
          foundKinds.add(kind);
          assert.deepEqual(inTable, stated, `${property}: ${kind}`);
        }
      });
    }
  });
}

function statements({ lifetimes, refreshSwitches = [] }: TokenType, sdkType: SdkType) {
  const docOf = (path: string) => sdkType.property(path)?.doc ?? "";
  const of = ({ property }: { readonly property: string }, found: readonly Statement[]) =>
    found.map((statement) => ({ ...statement, property }));
  return [
    ...lifetimes.flatMap((row) => {
      const unitDoc = typeof row.unit === "string" ? "" : docOf(row.unit.property);
      return of(row, lifetimeStatements(row, docOf(row.property), unitDoc));
    }),
    ...refreshSwitches.flatMap((row) => of(row, switchStatements(row, docOf(row.property)))),
  ];
}

/** Every property that the table names for a type, and what it has to be. */
function expectedProperties(type: TokenType): Expected[] {
  const texts = [type.displayName, type.identifier, type.signingAlgorithm?.property];
  return [
    ...type.lifetimes.flatMap(lifetimeProperties),
    ...(type.refreshSwitches ?? []).map(
      ({ property, writtenAsText }): Expected => [property, writtenAsText ? "string" : "boolean"],
    ),
    ...texts.flatMap((path): Expected[] => (path === undefined ? [] : [[path, "string"]])),
    ...(READ_BY_FUNCTIONS[type.token] ?? []),
  ];
}

function lifetimeProperties(row: LifetimeField): Expected[] {
  const setting = ({ property, is }: Setting): Expected => [
    property,
    typeof is === "boolean" ? "boolean" : "string",
  ];
  const isText = row.writtenAsText || row.unit === "go-duration";
  return [
    [row.property, isText ? "string" : "number"],
    ...(typeof row.unit === "string" ? [] : [[row.unit.property, "string"] as const]),
    ...(row.unlimitedWhen ? [setting(row.unlimitedWhen)] : []),
    ...(row.ignoredWhen ?? []).map(setting),
  ];
}
