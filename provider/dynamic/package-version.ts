/** Semantic version of this package. By its own name, because the sources and dist/ lie in different depths. */
export const PACKAGE_VERSION: string = (require("pulumi-apisettings/package.json") as { version: string })
  .version;
