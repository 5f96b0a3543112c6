/** Output of Pulumi 3.259.0, shortened: an update, a create, a replacement, an unknown, a secret, in both forms of Api. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

export const FOLDER = join(__dirname, "../../../../fixtures/review");

export const fixture = (name: string): string => readFileSync(join(FOLDER, name), "utf8");
