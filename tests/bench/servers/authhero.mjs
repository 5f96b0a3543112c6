/** authhero with its Kysely adapter on SQLite in memory, put together as its own local template and tests do. */
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { announce, onStop, packages } from "./ready.mjs";

const fromPackages = createRequire(packages);
/** @param {string} name */
const load = (name) => import(pathToFileURL(fromPackages.resolve(name).replace(/\.cjs$/, ".mjs")).href);
const [{ init }, { default: createAdapters, migrateToLatest }] = await Promise.all([
  load("authhero"),
  load("@authhero/kysely-adapter"),
]);
const { Kysely, SqliteDialect } = fromPackages("kysely");
const { serve } = fromPackages("@hono/node-server");
const SQLite = fromPackages("libsql");
const log = console.log;
// Its migrations talk on standard output, where the ready line is to be the first.
console.log = () => {};

const TENANT = "bench";
const db = new Kysely({ dialect: new SqliteDialect({ database: new SQLite(":memory:") }) });
await migrateToLatest(db, false);
const data = createAdapters(db);
const { app, createX509Certificate } = init({ dataAdapter: data });
await data.keys.create(await createX509Certificate({ name: `CN=${TENANT}` }));
await data.tenants.create({
  id: TENANT,
  name: "Bench",
  audience: "urn:bench",
  sender_email: "bench@example.test",
  sender_name: "Bench",
});
await data.applications.create(TENANT, {
  id: "bench",
  client_secret: "bench-secret",
  name: "Bench",
  callbacks: ["http://localhost:3999/cb"],
});
let issuer = "";
const server = serve(
  {
    /** @param {Request} request */
    fetch: (request) => app.fetch(request, { ISSUER: issuer, data }),
    port: 0,
    hostname: "127.0.0.1",
  },
  /** @param {{ port: number }} address */
  ({ port }) => {
    issuer = `http://127.0.0.1:${port}/`;
    console.log = log;
    announce(issuer.slice(0, -1));
  },
);
onStop(() => server.close());
