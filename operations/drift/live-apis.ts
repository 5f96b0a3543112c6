/** The APIs of a stack as the tenant has them, with as few requests as that takes. */
import type { CallOptions, ManagementClient, ResourceServer } from "../../provider/client/client";

/** From this number on, pages of the list take fewer requests than one read for each. */
const WORTH_LISTING = 10;

export type LiveApis = (id: string) => Promise<ResourceServer | undefined>;

export async function liveApis(
  { resourceServers }: ManagementClient,
  wanted: number,
  options: CallOptions,
): Promise<LiveApis> {
  const listed = new Map<string, ResourceServer>();
  if (wanted >= WORTH_LISTING) for await (const api of resourceServers.list(options)) listed.set(api.id, api);
  // What changes while pages are read may be missing from them, so nothing is called gone without a read of its own.
  return async (id) => listed.get(id) ?? (await resourceServers.get(id, options));
}
