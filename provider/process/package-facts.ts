/** What package.json says about this package. esbuild puts it into the bundle, which has no package.json beside it. */

interface PackageFacts {
  /** Semantic version, or "dev" where no package.json is within reach. */
  version: string;
  description: string;
  keywords: string[];
  license: string;
}

export const PACKAGE: Readonly<PackageFacts> = packageFacts();

function packageFacts(): PackageFacts {
  const unknown = { version: "dev", description: "", keywords: [], license: "" };
  try {
    // An import would make tsc copy package.json into dist/, where Node would take it for the package's own.
    return { ...unknown, ...require("../../package.json") };
  } catch {
    return unknown;
  }
}
