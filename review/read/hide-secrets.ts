/**
 * A property that is secret in one place of a resource is secret in all of them. The engine keeps no secret mark on the
 * inputs that a dynamic provider reports when it is refreshed: events show them in clear beside a hidden output.
 */
import { isSecret, isUnknown, mapObject, Secret, type ValueObject } from "../../provider/model/values";
import type { ResourceState, ReviewResource } from "./model";

export function hideSecrets(resource: ReviewResource): ReviewResource {
  const states = [resource.before, resource.after, resource.drift?.before, resource.drift?.after];
  const secrets = new Set(
    states.flatMap((state) => [...secretsOf(state?.inputs), ...secretsOf(state?.outputs)]),
  );
  if (secrets.size === 0) return resource;
  const hidden = (state: ResourceState): ResourceState => ({
    ...state,
    inputs: hide(state.inputs, secrets),
    outputs: state.outputs === undefined ? undefined : hide(state.outputs, secrets),
  });
  const { before, after, drift } = resource;
  return {
    ...resource,
    before: before && hidden(before),
    after: after && hidden(after),
    drift: drift && { before: hidden(drift.before), after: drift.after && hidden(drift.after) },
  };
}

function secretsOf(properties: ValueObject | undefined): string[] {
  return Object.entries(properties ?? {}).flatMap(([key, value]) => (isSecret(value) ? [key] : []));
}

/** The value stays readable for rules, and prints as a secret. What is unknown shows nothing anyway. */
function hide(properties: ValueObject, secrets: ReadonlySet<string>): ValueObject {
  return mapObject(properties, (value, key) =>
    secrets.has(key) && !isSecret(value) && !isUnknown(value) ? new Secret(value) : value,
  );
}
