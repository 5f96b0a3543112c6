/** The types of resource that stand for an API, and how each keeps its values. */
import type { Dialect } from "./differences";

export interface Kind extends Dialect {
  /** Whether this package's provider manages it; else pulumi-auth0 does. */
  readonly ours: boolean;
}

const OURS: Kind = {
  ours: true,
  nameOf: ({ name }) => name,
  // An apply would not change the others, so a refresh says nothing of them either.
  comparesUndeclared: ({ whenRemoved }) => whenRemoved !== "unmanaged",
  isComparable: () => true,
};

const AUTH0: Kind = {
  ours: false,
  nameOf: ({ name }) => name.replace(/Seconds$/, ""),
  comparesUndeclared: () => true,
  // Objects and lists have another form there.
  isComparable: (recorded) => ["string", "number", "boolean"].includes(typeof recorded),
};

export const KINDS: ReadonlyMap<string, Kind> = new Map([
  ["apisettings:index:Api", OURS],
  ["pulumi-nodejs:dynamic/apisettings:Api", OURS],
  ["auth0:index/resourceServer:ResourceServer", AUTH0],
]);
