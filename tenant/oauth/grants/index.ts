/** The grants that the token endpoint knows. */
import { clientCredentials } from "./client-credentials";
import type { Grant } from "./grant";

export const GRANTS: readonly Grant[] = [clientCredentials];
