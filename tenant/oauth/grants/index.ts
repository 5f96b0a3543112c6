/** The grants that the token endpoint knows. */
import { authorizationCode } from "./authorization-code";
import { clientCredentials } from "./client-credentials";
import { deviceCode } from "./device-code";
import type { Grant } from "./grant";
import { refreshToken } from "./refresh-token";

export const GRANTS: readonly Grant[] = [authorizationCode, refreshToken, clientCredentials, deviceCode];
