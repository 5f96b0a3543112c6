import type { Route } from "../route";
import {
  addMembers,
  addOrganizationGrant,
  createOrganization,
  deleteOrganization,
  getOrganization,
  getOrganizationByName,
  listGrantOrganizations,
  listMembers,
  listOrganizationGrants,
  listOrganizations,
  removeMembers,
  removeOrganizationGrant,
  updateOrganization,
} from "./organizations";

const ALL = "/api/v2/organizations";
const ONE = `${ALL}/:id`;
const MEMBERS = `${ONE}/members`;
const GRANTS = `${ONE}/client-grants`;

export const ORGANIZATION_ROUTES: readonly Route[] = [
  {
    method: "GET",
    path: ALL,
    scopes: ["read:organizations"],
    description: "Get organizations",
    handle: listOrganizations,
  },
  {
    method: "POST",
    path: ALL,
    scopes: ["create:organizations"],
    description: "Create an organization",
    handle: createOrganization,
  },
  {
    method: "GET",
    path: `${ALL}/name/:name`,
    scopes: ["read:organizations"],
    description: "Get an organization by name",
    handle: getOrganizationByName,
  },
  {
    method: "GET",
    path: ONE,
    scopes: ["read:organizations"],
    description: "Get an organization",
    handle: getOrganization,
  },
  {
    method: "PATCH",
    path: ONE,
    scopes: ["update:organizations"],
    description: "Update an organization",
    handle: updateOrganization,
  },
  {
    method: "DELETE",
    path: ONE,
    scopes: ["delete:organizations"],
    description: "Delete an organization",
    handle: deleteOrganization,
  },
  {
    method: "GET",
    path: MEMBERS,
    scopes: ["read:organization_members"],
    description: "Get members of an organization",
    handle: listMembers,
  },
  {
    method: "POST",
    path: MEMBERS,
    scopes: ["create:organization_members"],
    description: "Add members to an organization",
    handle: addMembers,
  },
  {
    method: "DELETE",
    path: MEMBERS,
    scopes: ["delete:organization_members"],
    description: "Delete members from an organization",
    handle: removeMembers,
  },
  {
    method: "GET",
    path: GRANTS,
    scopes: ["read:organization_client_grants"],
    description: "Get client grants of an organization",
    handle: listOrganizationGrants,
  },
  {
    method: "POST",
    path: GRANTS,
    scopes: ["create:organization_client_grants"],
    description: "Associate a client grant with an organization",
    handle: addOrganizationGrant,
  },
  {
    method: "DELETE",
    path: `${GRANTS}/:grant`,
    scopes: ["delete:organization_client_grants"],
    description: "Remove a client grant from an organization",
    handle: removeOrganizationGrant,
  },
  {
    method: "GET",
    path: "/api/v2/client-grants/:id/organizations",
    scopes: ["read:organization_client_grants"],
    description: "Get organizations of a client grant",
    handle: listGrantOrganizations,
  },
];
