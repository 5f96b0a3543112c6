/** Management API clients for tests that need no tenant, or an odd one. */
import type { ManagementClient } from "../../../../provider/client/client";
import type { ResourceServer, ResourceServers } from "../../../../provider/client/resource-servers";

/** Any call to it fails the test: what it serves must be offline. */
export const unreachable: ManagementClient = {
  get resourceServers(): never {
    throw new Error("The tenant was asked.");
  },
};

/** Answers with whatever the given methods return; all others fail. */
export function clientWith(methods: Partial<ResourceServers>): ManagementClient {
  const refuse = () => {
    throw new Error("Not expected here.");
  };
  return {
    resourceServers: {
      create: refuse,
      get: refuse,
      findByIdentifier: refuse,
      update: refuse,
      delete: refuse,
      list: refuse,
      ...methods,
    },
  };
}

/** An answer of the tenant, as the client hands it on, with more or odder members than it should have. */
export function answer(members: Record<string, unknown> = {}): ResourceServer {
  return {
    id: "6b048ccf27245f2764f49c89",
    identifier: "https://a.test/",
    name: "A",
    token_lifetime: 900,
    token_lifetime_for_web: 600,
    ...members,
  } as ResourceServer;
}
