/**
 * Descriptions that the real tenant puts in parentheses behind a property's name. Only those are listed that are
 * known; where one is missing the parenthesis is left out rather than made up.
 */
export const DESCRIPTIONS: Readonly<Record<string, string>> = {
  token_lifetime:
    "Expiration value (in seconds) for access tokens issued for this API from the token endpoint",
  "subject_type_authorization.user.policy": "Defines the user flows policy for the resource server",
};
