/** How much harm a stolen token of an API does: the higher of the secrecy of the data and the authority to act. */
export const SENSITIVITIES = ["public", "internal", "confidential", "restricted"] as const;
export type Sensitivity = (typeof SENSITIVITIES)[number];

/** "Sensitive" in every text of the project. */
export function isSensitive(sensitivity: Sensitivity): boolean {
  return sensitivity === "confidential" || sensitivity === "restricted";
}
