// Entry of `npm run demo`, `npm run bench`, `npm run mutation`, `npm test` and `npm run build`. Static imports and newer
// syntax stay out of this file, so that an old Node.js reaches the check below instead of a syntax error.
const parts = process.versions.node.split(".");
const major = Number(parts[0]);
const minor = Number(parts[1]);

if (!(major > 20 || (major === 20 && minor >= 19))) {
  console.error(
    "Node.js 20.19 or newer is needed; this is " +
      process.versions.node +
      ". Get one from https://nodejs.org.",
  );
  process.exitCode = 1;
} else {
  import("./setup/main.mjs").then((setup) => setup.main(process.argv.slice(2)));
}
