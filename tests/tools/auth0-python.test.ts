/** The vendor's Python SDK: httpx for the Management API (SSL_CERT_FILE), requests for tokens (REQUESTS_CA_BUNDLE). */
import path from "node:path";
import { assertDone, cached } from "../../tools/support/cached";
import { runCommand } from "../../tools/support/command";
import { describeWith } from "./support/languages";
import { PROGRAMS, proveDistrust, proveStory, serveTls, type TlsTenant } from "./support/tenant";

const VERSION = "6.8.0";

describeWith("auth0-python (PyPI) over TLS", ["python3"], (python) => {
  const command = [python, path.join(PROGRAMS, "auth0_python.py")];
  let served: TlsTenant;
  let packages: string;
  before(async function () {
    this.timeout(240_000);
    // Compiled parts of its dependencies fit one version of Python.
    const version = ["-c", "import sys; print('%d.%d' % sys.version_info[:2])"];
    const { stdout } = await runCommand(python, version);
    packages = await cached(
      path.join("auth0-python", `${VERSION}-python-${stdout.trim()}`),
      async (draft) => {
        const install = ["-m", "pip", "install", "--quiet", "--no-input", "--target", draft];
        const result = await runCommand(python, [...install, `auth0-python==${VERSION}`]);
        assertDone(result, `pip could not install auth0-python ${VERSION}`);
      },
    );
    served = await serveTls();
  });
  after(() => served?.close());

  const environment = () => ({ PYTHONPATH: packages });
  it("manages an API and gets tokens that live as long as it says", () =>
    proveStory(served, command, environment()));
  it("refuses a tenant whose CA it does not know", () => proveDistrust(served, command, environment()));
});
