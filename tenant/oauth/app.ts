/** The authorization server's routes. */
import { Hono } from "hono";
import type { TenantContext } from "../context";
import { answer } from "../http";
import { discoveryDocument } from "./discovery";
import { OAuthError, oauthErrorAnswer } from "./errors";
import { tokenEndpoint } from "./token";

export function createOAuthApp(context: TenantContext, failed: (error: unknown) => void): Hono {
  const app = new Hono();
  app.post("/oauth/token", (c) => tokenEndpoint(context, c.req.raw));
  app.get("/.well-known/openid-configuration", () => answer(200, discoveryDocument(context.names)));
  app.get("/.well-known/oauth-authorization-server", () => answer(200, discoveryDocument(context.names)));
  app.get("/.well-known/jwks.json", () => answer(200, { keys: [context.keys.publicJwk] }));
  app.notFound(() => answer(404, { statusCode: 404, error: "Not Found", message: "Not Found" }));
  app.onError((error) => {
    if (error instanceof OAuthError) return oauthErrorAnswer(error);
    failed(error);
    return oauthErrorAnswer(new OAuthError(500, "server_error", "The tenant failed."));
  });
  return app;
}
