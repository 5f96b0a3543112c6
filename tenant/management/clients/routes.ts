import type { Route } from "../route";
import {
  createCredential,
  deleteCredential,
  getCredential,
  listCredentials,
  updateCredential,
} from "./credentials";
import { getClient, listClients } from "./read";
import { createClient, deleteClient, rotateSecret, updateClient } from "./write";

const ALL = "/api/v2/clients";
const ONE = `${ALL}/:id`;
const CREDENTIALS = `${ONE}/credentials`;
const CREDENTIAL = `${CREDENTIALS}/:credential`;
const READ = ["read:clients", "read:client_keys"];

export const CLIENT_ROUTES: readonly Route[] = [
  {
    method: "GET",
    path: ALL,
    scopes: READ,
    description: "Get clients",
    secrets: true,
    handle: listClients,
  },
  {
    method: "POST",
    path: ALL,
    scopes: ["create:clients"],
    description: "Create a client",
    handle: createClient,
  },
  {
    method: "GET",
    path: ONE,
    scopes: READ,
    description: "Get a client",
    secrets: true,
    handle: getClient,
  },
  {
    method: "PATCH",
    path: ONE,
    scopes: ["update:clients", "update:client_keys"],
    description: "Update a client",
    handle: updateClient,
  },
  {
    method: "DELETE",
    path: ONE,
    scopes: ["delete:clients"],
    description: "Delete a client",
    handle: deleteClient,
  },
  {
    method: "POST",
    path: `${ONE}/rotate-secret`,
    scopes: ["update:client_keys"],
    description: "Rotate a client secret",
    handle: rotateSecret,
  },
  {
    method: "GET",
    path: CREDENTIALS,
    scopes: ["read:client_credentials"],
    description: "Get client credentials",
    handle: listCredentials,
  },
  {
    method: "POST",
    path: CREDENTIALS,
    scopes: ["create:client_credentials"],
    description: "Create a client credential",
    handle: createCredential,
  },
  {
    method: "GET",
    path: CREDENTIAL,
    scopes: ["read:client_credentials"],
    description: "Get a client credential",
    handle: getCredential,
  },
  {
    method: "PATCH",
    path: CREDENTIAL,
    scopes: ["update:client_credentials"],
    description: "Update a client credential",
    handle: updateCredential,
  },
  {
    method: "DELETE",
    path: CREDENTIAL,
    scopes: ["delete:client_credentials"],
    description: "Delete a client credential",
    handle: deleteCredential,
  },
];
