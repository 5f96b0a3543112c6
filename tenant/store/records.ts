/** What the tenant keeps. Names are those of the Management API, because the documents are its answers. */
import type { JsonObject } from "../../provider/model/values";

/** One API. Its other members are those of the field table, by their wire names. */
export type ResourceServer = JsonObject & { id: string; identifier: string };

export interface Client {
  client_id: string;
  name: string;
  app_type: "non_interactive" | "regular_web";
  grant_types: readonly string[];
  /** Absent for a client that authenticates with a key. */
  client_secret?: string;
  /** SPKI in PEM: the client authenticates with a JWT that it signs (RFC 7523). */
  public_key?: string;
  callbacks: readonly string[];
}

export interface ClientGrant {
  id: string;
  client_id: string;
  audience: string;
  scope: readonly string[];
  subject_type?: "client" | "user";
  organization_usage?: "deny" | "allow" | "require";
  allow_any_organization?: boolean;
  authorization_details_types?: readonly string[];
  allow_all_scopes?: boolean;
}

export interface User {
  user_id: string;
  email: string;
  email_verified: boolean;
  name: string;
}
