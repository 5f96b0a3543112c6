/** Tenants for the story. One key for all of them: making one takes longer than everything else. */
import type { SigningKeys } from "../keys";
import { createTenant } from "../tenant";
import { URL_OF_TENANT } from "./http";
import type { OpenTenant } from "./scenario";

export function tenantOpener(): OpenTenant {
  let keys: SigningKeys | undefined;
  return async (switches) => {
    const core = await createTenant(
      { switches },
      { url: URL_OF_TENANT, ...(keys === undefined ? {} : { keys }) },
    );
    keys = core.context.keys;
    return core;
  };
}
