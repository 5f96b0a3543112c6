/** A process of its own that reads one API: NODE_EXTRA_CA_CERTS is read when Node starts. Prints what came of it. */
import { createManagementClient } from "../../../provider/client/client";
import { isApiSettingsError } from "../../../provider/model/errors";

const domain = process.env.TEST_DOMAIN ?? "";
const client = createManagementClient({
  domain,
  baseUrl: `https://${domain}`,
  audience: `https://${domain}/api/v2/`,
  credentials: { kind: "client-secret", clientId: "client-1", clientSecret: "a secret of the child" },
  customDomainHeader: undefined,
  debug: false,
  initialRate: undefined,
  maxRequestsPerSecond: undefined,
  maxConcurrency: 8,
  reserve: 0.2,
  requestTimeoutSeconds: 10,
});

client.resourceServers.get("69a006b6f39293776f28ab5d").then(
  (api) => console.log(JSON.stringify({ api })),
  (error: unknown) =>
    console.log(
      JSON.stringify(
        isApiSettingsError(error) ? { code: error.code, message: error.message } : { error: String(error) },
      ),
    ),
);
