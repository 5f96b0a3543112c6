/** Version of this package, or "dev" where no package.json of it is within reach. */
export const VERSION: string = readVersion();

function readVersion(): string {
  // From the sources it is one folder up, from dist/ two. An import would make tsc copy it into dist/.
  for (const place of ["../package.json", "../../package.json"]) {
    try {
      const { name, version } = require(place) as { name?: unknown; version?: unknown };
      if (name === "pulumi-apisettings" && typeof version === "string") return version;
    } catch {
      // Not there.
    }
  }
  return "dev";
}
