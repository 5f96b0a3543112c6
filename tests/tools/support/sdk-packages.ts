/** SDKs of the providers in the table of token types: which versions the table is checked against, and their files. */
import { createHash } from "node:crypto";
import { cpSync, rmSync } from "node:fs";
import path from "node:path";
import { assertDone, cached } from "../../../tools/support/cached";
import { runCommand } from "../../../tools/support/command";

export interface SdkPackage {
  readonly registry: "npm" | "PyPI";
  readonly name: string;
  readonly version: string;
  /** None of its types has blocks of properties, and so the file that would hold them is missing. */
  readonly withoutBlocks?: true;
}

/** By the provider's name in a type token. */
export const SDK_PACKAGES: Readonly<Record<string, SdkPackage>> = {
  auth0: { registry: "npm", name: "@pulumi/auth0", version: "3.49.0" },
  aws: { registry: "npm", name: "@pulumi/aws", version: "7.48.0" },
  "aws-native": { registry: "npm", name: "@pulumi/aws-native", version: "1.79.0" },
  databricks: { registry: "npm", name: "@pulumi/databricks", version: "1.110.0" },
  fusionauth: { registry: "PyPI", name: "theogravity-pulumi-fusionauth", version: "6.0.2" },
  keycloak: { registry: "npm", name: "@pulumi/keycloak", version: "6.13.0" },
  okta: { registry: "npm", name: "@pulumi/okta", version: "7.0.0" },
  snowflake: { registry: "npm", name: "@pulumi/snowflake", version: "1.3.0" },
  vault: { registry: "npm", name: "@pulumi/vault", version: "7.8.0" },
  zitadel: { registry: "PyPI", name: "pulumiverse-zitadel", version: "0.2.0", withoutBlocks: true },
};

/** A folder with just these files of an npm package. Of packages with hundreds of megabytes, that is all that stays. */
export function npmSdkFiles(sdk: SdkPackage, files: readonly string[]): Promise<string> {
  return cached(cacheName(sdk, files), async (draft) => {
    const flags = ["--silent", "--ignore-scripts", "--pack-destination", draft];
    const packed = await runCommand("npm", ["pack", `${sdk.name}@${sdk.version}`, ...flags]);
    assertDone(packed, `npm could not fetch ${sdk.name}@${sdk.version}`);
    const tarball = path.join(draft, packed.stdout.trim());
    const members = files.map((file) => `package/${file}`);
    const unpacked = await runCommand("tar", [
      "-xzf",
      tarball,
      "-C",
      draft,
      "--strip-components=1",
      ...members,
    ]);
    assertDone(unpacked, `${sdk.name}@${sdk.version} has other files than expected`);
    rmSync(tarball);
  });
}

/** The same of a Python package; pip itself builds those that come as source. */
export function pythonSdkFiles(python: string, sdk: SdkPackage, files: readonly string[]): Promise<string> {
  return cached(cacheName(sdk, files), async (draft) => {
    const all = `${draft}-all`;
    try {
      const flags = ["--quiet", "--no-input", "--no-deps", "--no-compile", "--target", all];
      const installed = await runCommand(python, [
        "-m",
        "pip",
        "install",
        ...flags,
        `${sdk.name}==${sdk.version}`,
      ]);
      assertDone(installed, `pip could not install ${sdk.name} ${sdk.version}`);
      for (const file of files) cpSync(path.join(all, file), path.join(draft, file));
    } finally {
      rmSync(all, { recursive: true, force: true });
    }
  });
}

/** The files are part of the name, so that a new row of the table fetches what it needs. */
function cacheName({ name, version }: SdkPackage, files: readonly string[]): string {
  const wanted = createHash("sha256").update(files.join()).digest("hex").slice(0, 8);
  return path.join("provider-sdks", name, `${version}-${wanted}`);
}
