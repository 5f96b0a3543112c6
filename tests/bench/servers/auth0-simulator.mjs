/**
 * @simulacrum/auth0-simulator, started by its documented function. It insists on https with certificates from the home
 * folder; here it is given plain HTTP like the others, so that TLS does not count against it.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import https from "node:https";
import { createRequire, syncBuiltinESMExports } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { announce, onStop, packages, urlOf } from "./ready.mjs";

const home = mkdtempSync(join(tmpdir(), "apisettings-bench-"));
process.env.HOME = home;
const certificates = join(home, ".simulacrum", "certs");
mkdirSync(certificates, { recursive: true });
for (const name of ["localhost.pem", "localhost-key.pem"]) writeFileSync(join(certificates, name), "");
/** @param {object} _options @param {http.RequestListener} listener */
const plain = (_options, listener) => {
  const server = http.createServer(listener);
  const listen = server.listen.bind(server);
  // It would take one fixed port, on every interface.
  const onLoopback = () => listen(0, "127.0.0.1", () => announce(urlOf(server)));
  return Object.assign(server, { listen: onLoopback });
};
Object.assign(https, { createServer: plain });
syncBuiltinESMExports();

const { simulation } = createRequire(packages)("@simulacrum/auth0-simulator");
simulation().listen();
onStop(() => rmSync(home, { recursive: true }));
