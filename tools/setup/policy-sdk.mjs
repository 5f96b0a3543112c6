import { join } from "node:path";

/**
 * Pulumi's policy SDK loads all of @pulumi/pulumi (a TypeScript compiler and npm's package manager included: 16 MB) for the
 * classes of assets, four constants and one question about outputs. In a bundle it gets just these.
 *
 * @param {string} root
 * @returns {import("esbuild").Plugin}
 */
export function slimPolicySdk(root) {
  /** @type {Record<string, string>} */
  const replacements = {
    // A remediation of ours returns no outputs, the only thing that the SDK asks the class about.
    "@pulumi/pulumi": `
      exports.asset = require("@pulumi/pulumi/asset");
      exports.Output = { isInstance: () => false };`,
    "@pulumi/pulumi/runtime/rpc": `
      const sentinels = require("./provider/model/sentinels");
      exports.specialSigKey = sentinels.SIGNATURE_KEY;
      exports.specialAssetSig = sentinels.ASSET_SIGNATURE;
      exports.specialArchiveSig = sentinels.ARCHIVE_SIGNATURE;
      exports.specialSecretSig = sentinels.SECRET_SIGNATURE;`,
  };
  const sdk = join(root, "node_modules", "@pulumi", "policy");
  return {
    name: "slim-policy-sdk",
    setup(build) {
      build.onResolve({ filter: /^@pulumi\/pulumi(\/runtime\/rpc)?$/ }, ({ path, importer }) =>
        importer.startsWith(sdk) ? { path, namespace: "slim-policy-sdk" } : undefined,
      );
      build.onLoad({ filter: /./, namespace: "slim-policy-sdk" }, ({ path }) => ({
        contents: replacements[path] ?? "",
        resolveDir: root,
      }));
    },
  };
}
