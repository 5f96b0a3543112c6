/** The vendor's npm SDK in a process of its own: NODE_EXTRA_CA_CERTS is read when Node.js starts. */
import path from "node:path";
import { PROGRAMS, proveDistrust, proveStory, serveTls, type TlsTenant } from "./support/tenant";

describe("auth0 (npm) over TLS", () => {
  const command = [process.execPath, path.join(PROGRAMS, "auth0-node.mjs")];
  let served: TlsTenant;
  before(async () => {
    served = await serveTls();
  });
  after(() => served.close());

  it("manages an API and gets tokens that live as long as it says", () => proveStory(served, command));
  it("refuses a tenant whose CA it does not know", () => proveDistrust(served, command));
});
