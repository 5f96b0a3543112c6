/** Where the policies are explained: the one place to change when the repository has another address. */
const DOCUMENTATION =
  "https://github.com/pulumi-apisettings/pulumi-apisettings/blob/main/docs/reference/policies.md";

/** Section of one policy. */
export function policyUrl(name: string): string {
  return `${DOCUMENTATION}#${name}`;
}
