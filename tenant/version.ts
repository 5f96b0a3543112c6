/** Version of this package, or "dev" where no package.json of it is within reach. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

export const VERSION: string = readVersion();

function readVersion(): string {
  // From the sources it is one folder up, from dist/ two. An import would make tsc copy it into dist/.
  for (const folder of ["..", "../.."]) {
    try {
      const text = readFileSync(join(__dirname, folder, "package.json"), "utf8");
      const { name, version } = JSON.parse(text) as { name?: unknown; version?: unknown };
      if (name === "pulumi-apisettings" && typeof version === "string") return version;
    } catch {
      // Not there.
    }
  }
  return "dev";
}
