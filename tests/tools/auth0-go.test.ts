/** The vendor's Go SDK, which puts https before every domain and trusts SSL_CERT_FILE. */
import path from "node:path";
import { assertDone } from "../../tools/support/cached";
import { runCommand } from "../../tools/support/command";
import { GO, GO_WORK, goForTests } from "./support/go";
import { describeWith } from "./support/languages";
import { PROGRAMS, proveDistrust, proveStory, serveTls, type TlsTenant } from "./support/tenant";

describeWith("go-auth0 (Go modules) over TLS", GO, (go) => {
  const program = path.join(GO_WORK, "bin", "go-auth0");
  let served: TlsTenant;
  before(async function () {
    this.timeout(240_000);
    console.log("Building with go-auth0; the first time this fetches its modules.");
    const result = await runCommand(go, ["build", "-o", program, "."], {
      cwd: path.join(PROGRAMS, "go-auth0"),
      env: goForTests(),
    });
    assertDone(result, "go could not build the program");
    served = await serveTls();
  });
  after(() => served?.close());

  it("manages an API and gets tokens that live as long as it says", () => proveStory(served, [program]));
  it("refuses a tenant whose CA it does not know", () => proveDistrust(served, [program]));
});
