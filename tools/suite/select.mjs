import { SetupError } from "../setup/setup-error.mjs";

/**
 * @typedef {import("./groups.mjs").Group} Group
 * @typedef {{ group: Group, specs: string[] }} Chosen specs are files or globs; none for a group made of checks
 */

/**
 * Which groups run, and with which of their files.
 *
 * @param {readonly Group[]} groups
 * @param {Pick<import("./arguments.mjs").Selection, "only" | "without" | "paths">} selection
 * @returns {{ chosen: Chosen[], leftOut: Chosen[] }} `leftOut` are those that --without names
 */
export function select(groups, { only, without, paths }) {
  /** @type {Map<string, string[]>} */
  const specsOf = new Map(only.map((name) => [name, []]));
  for (const path of paths) {
    const group = groups.find(({ folder }) => folder && `${path}/`.startsWith(`${folder}/`));
    if (!group) throw new SetupError(`${path} is in none of the folders of tests.`);
    specsOf.set(group.name, [
      ...(specsOf.get(group.name) ?? []),
      ...(path.endsWith(".ts") ? [path] : [glob(path)]),
    ]);
  }
  const asked = groups
    .filter(({ name }) => specsOf.size === 0 || specsOf.has(name))
    .map((group) => {
      const specs = specsOf.get(group.name) ?? [];
      return { group, specs: specs.length > 0 || !group.folder ? specs : [glob(group.folder)] };
    });
  return {
    chosen: asked.filter(({ group }) => !without.includes(group.name)),
    leftOut: asked.filter(({ group }) => without.includes(group.name)),
  };
}

/** @param {string} folder */
function glob(folder) {
  return `${folder.replace(/\/$/, "")}/**/*.test.ts`;
}
