/** The resources of a model as rules take them. */
import type { PolicyResource } from "../../policy/rules/resource";
import type { ReviewModel } from "./model";

/**
 * "after": what the stack will hold, without what is deleted. "before": what it held, without what is created. A
 * resource whose `doubt` is set is among them with what is known of it: whoever evaluates it says so.
 *
 * Properties are the declared inputs. A secret that the inputs do not show hides UNKNOWN, so that rules report it as
 * not evaluated.
 */
export function toPolicyResources(model: ReviewModel, side: "before" | "after"): PolicyResource[] {
  return model.resources.flatMap(({ urn, type, name, ...resource }) => {
    const state = resource[side];
    return state === undefined ? [] : [{ urn, type, name, props: state.inputs, protect: state.protect }];
  });
}
