/** Go for tests: what it downloads and compiles stays in the user's cache. */
import { mkdirSync } from "node:fs";
import path from "node:path";
import { cacheFolder } from "../../../tools/setup/places.mjs";
import { goEnvironment } from "../../../tools/setup/pulumi-cli/go-build.mjs";

/** On PATH, or where the official installer puts it. */
export const GO = ["go", "/usr/local/go/bin/go"];
export const GO_WORK = path.join(cacheFolder(), "go-tools");

export function goForTests(): Readonly<Record<string, string | undefined>> {
  mkdirSync(path.join(GO_WORK, "tmp"), { recursive: true });
  return goEnvironment(process.env, GO_WORK);
}
