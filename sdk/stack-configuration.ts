/** What a program checks of its stack configuration, because in the dynamic form the engine checks nothing. */
import * as pulumi from "@pulumi/pulumi";
import * as runtimeConfig from "@pulumi/pulumi/runtime/config";
import { suggest } from "../provider/model/suggest";
import { SECRET_SETTING_NAMES, SETTING_NAMES } from "./names.generated";

const NAMESPACE = "apisettings";

/**
 * Throws a RunError (a sentence, without a stack) before anything is registered. The engine writes the whole stack
 * configuration into state as it is: what is not marked as secret would stand there in clear.
 */
export function checkStackConfiguration(): void {
  for (const key of Object.keys(pulumi.runtime.allConfig())) {
    const [namespace, name = ""] = key.split(":", 2);
    if (namespace !== NAMESPACE) continue;
    if (!SETTING_NAMES.includes(name)) {
      throw new pulumi.RunError(
        `${key} is not a setting of the provider.${suggest(name, SETTING_NAMES)} Remove it: pulumi config rm ${key}`,
      );
    }
    if (SECRET_SETTING_NAMES.includes(name) && !isSecret(key)) {
      throw new pulumi.RunError(
        `${key} stands in plain text in the stack configuration, and would in the state too. Make it secret: pulumi config set --secret ${key}`,
      );
    }
  }
}

/** The SDK has this function but leaves it out of its declarations. Without it, everything counts as plain. */
function isSecret(key: string): boolean {
  const { isConfigSecret } = runtimeConfig as { isConfigSecret?: (key: string) => boolean };
  return isConfigSecret?.(key) ?? false;
}
