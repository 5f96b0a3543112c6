/** Which resources of a state change their provider, and which commands take them out of it. */
import { ApiSettingsError } from "../../../provider/model/errors";
import type { Provider } from "../program/program";
import { API_KIND } from "../targets/apisettings";
import { RESOURCE_SERVER_KIND, SCOPES_KIND } from "../targets/auth0";
import { nameIn, type StateResource } from "./saved-state";

export interface Taken {
  /** One for each API, in the order of the state. */
  readonly apis: readonly { readonly urn: string; readonly name: string; readonly id: string }[];
  /** What manages parts of these APIs as well, so that it has to go with them. */
  readonly urns: readonly string[];
  readonly isProtected: boolean;
  /** What stays in the state and refers to what goes. */
  readonly dependents: readonly { readonly urn: string; readonly on: readonly string[] }[];
}

/** The provider that a program is written for, and what stands for APIs in a state of the other one. */
const LEAVING: Readonly<Record<Provider["name"], { apis: readonly string[]; parts: readonly string[] }>> = {
  apisettings: {
    apis: [RESOURCE_SERVER_KIND.token],
    parts: [SCOPES_KIND.token, "auth0:index/resourceServerScope:ResourceServerScope"],
  },
  auth0: { apis: [API_KIND.token, "pulumi-nodejs:dynamic/apisettings:Api"], parts: [] },
};

export function takenFrom(state: readonly StateResource[], provider: Provider["name"]): Taken {
  const { apis: types, parts } = LEAVING[provider];
  const standing = state.flatMap(({ urn, type, id }) =>
    types.includes(type) && id !== undefined ? [{ urn, name: nameIn(urn), id }] : [],
  );
  // A stack may name one API twice; one resource of the new program is enough.
  const apis = standing.filter(({ id }, index) => standing.findIndex((other) => other.id === id) === index);
  if (apis.length === 0) {
    throw new ApiSettingsError("invalid-input", `The state has no resource of type ${types.join(" or ")}.`, {
      wayOut: "Export the stack that has them, or leave --from-state out to import from the tenant.",
    });
  }
  // Scopes that the old provider keeps as resources would be deleted in the tenant when they leave its program.
  const urns = state
    .filter(({ urn, type }) => parts.includes(type) || standing.some((api) => api.urn === urn))
    .map(({ urn }) => urn);
  const leaving = new Set(urns);
  return {
    apis,
    urns,
    isProtected: state.some(({ urn, protect }) => protect && leaving.has(urn)),
    dependents: dependentsOn(state, leaving),
  };
}

/** Pulumi keeps what something else refers to; and so it keeps what that refers to in its turn. */
function dependentsOn(state: readonly StateResource[], leaving: ReadonlySet<string>): Taken["dependents"] {
  const held = new Set<string>();
  let dependents: Taken["dependents"] = [];
  for (let before = -1; before < held.size; ) {
    before = held.size;
    dependents = state.flatMap(({ urn, refersTo }) => {
      const on = [...refersTo].filter((other) => leaving.has(other));
      return (leaving.has(urn) && !held.has(urn)) || on.length === 0 ? [] : [{ urn, on }];
    });
    for (const { on } of dependents) for (const urn of on) held.add(urn);
  }
  return dependents;
}

/** URNs on one line; shells and people stop reading somewhere. */
const AT_ONCE = 25;

/**
 * Commands that make Pulumi forget the resources. They change the state only, never the tenant. What others refer to is
 * left out, because Pulumi would refuse.
 */
export function takeOutCommands({ urns, isProtected, dependents }: Taken): string[] {
  const held = new Set(dependents.flatMap(({ on }) => on));
  // Pulumi refuses a resource that another one refers to, so what was made last goes first.
  const free = urns.filter((urn) => !held.has(urn)).reverse();
  const flags = isProtected ? "--force --yes" : "--yes";
  const commands: string[] = [];
  for (let start = 0; start < free.length; start += AT_ONCE) {
    const names = free.slice(start, start + AT_ONCE).map(shellWord);
    commands.push(`pulumi state delete ${flags} ${names.join(" ")}`);
  }
  return commands;
}

function shellWord(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
