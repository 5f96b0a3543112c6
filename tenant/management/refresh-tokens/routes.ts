import type { Route } from "../route";
import {
  deleteDevice,
  deleteRefreshToken,
  deleteUserTokens,
  getRefreshToken,
  listDevices,
  listUserTokens,
} from "./endpoints";

const ONE = "/api/v2/refresh-tokens/:id";
const OF_USER = "/api/v2/users/:id/refresh-tokens";
const DEVICES = "/api/v2/device-credentials";

export const REFRESH_TOKEN_ROUTES: readonly Route[] = [
  {
    method: "GET",
    path: ONE,
    scopes: ["read:refresh_tokens"],
    description: "Get a refresh token",
    handle: getRefreshToken,
  },
  {
    method: "DELETE",
    path: ONE,
    scopes: ["delete:refresh_tokens"],
    description: "Delete a refresh token",
    handle: deleteRefreshToken,
  },
  {
    method: "GET",
    path: OF_USER,
    scopes: ["read:refresh_tokens"],
    description: "Get a user's refresh tokens",
    handle: listUserTokens,
  },
  {
    method: "DELETE",
    path: OF_USER,
    scopes: ["delete:refresh_tokens"],
    description: "Delete a user's refresh tokens",
    handle: deleteUserTokens,
  },
  {
    method: "GET",
    path: DEVICES,
    scopes: ["read:device_credentials"],
    description: "Get device credentials",
    handle: listDevices,
  },
  {
    method: "DELETE",
    path: `${DEVICES}/:id`,
    scopes: ["delete:device_credentials"],
    description: "Delete a device credential",
    handle: deleteDevice,
  },
];
