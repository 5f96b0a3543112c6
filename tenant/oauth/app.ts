/** The authorization server's routes. */
import { type Context, Hono } from "hono";
import type { TenantContext } from "../context";
import { answer } from "../http";
import { rateLimited } from "../rate-limit";
import { authorizeEndpoint } from "./authorize/endpoint";
import { corsForAll, corsForClients } from "./cors";
import { activateForm, activatePage } from "./device/activate";
import { deviceCodeEndpoint } from "./device/code-endpoint";
import { discoveryDocument } from "./discovery";
import { OAuthError, oauthErrorAnswer, tooManyRequests } from "./errors";
import { logoutEndpoint, oidcLogoutEndpoint } from "./logout";
import { revokeEndpoint } from "./revoke";
import { tokenEndpoint } from "./token";
import { userinfoEndpoint } from "./userinfo";

type Endpoint = (context: TenantContext, request: Request) => Promise<Response>;

export function createOAuthApp(context: TenantContext, failed: (error: unknown) => void): Hono {
  const app = new Hono();
  const at = (endpoint: Endpoint) => (c: Context) => endpoint(context, c.req.raw);
  const { authentication, token } = context.plan;
  app.use(rateLimited(context, authentication, tooManyRequests));
  if (token !== undefined) app.use("/oauth/token", rateLimited(context, token, tooManyRequests));
  for (const path of ["/oauth/token", "/oauth/revoke", "/oauth/device/code"]) {
    app.use(path, corsForClients(context));
  }
  for (const path of ["/userinfo", "/.well-known/*"]) app.use(path, corsForAll());
  app.get("/authorize", at(authorizeEndpoint));
  app.post("/authorize", at(authorizeEndpoint));
  app.post("/oauth/token", at(tokenEndpoint));
  app.post("/oauth/revoke", at(revokeEndpoint));
  app.post("/oauth/device/code", at(deviceCodeEndpoint));
  app.get("/activate", at(activatePage));
  app.post("/activate", at(activateForm));
  app.get("/userinfo", at(userinfoEndpoint));
  app.post("/userinfo", at(userinfoEndpoint));
  app.get("/v2/logout", at(logoutEndpoint));
  app.get("/oidc/logout", at(oidcLogoutEndpoint));
  app.post("/oidc/logout", at(oidcLogoutEndpoint));
  app.get("/.well-known/openid-configuration", () => answer(200, discoveryDocument(context.names)));
  app.get("/.well-known/oauth-authorization-server", () => answer(200, discoveryDocument(context.names)));
  app.get("/.well-known/jwks.json", async () => answer(200, { keys: [await context.keys.publicJwk()] }));
  app.notFound(() => answer(404, { statusCode: 404, error: "Not Found", message: "Not Found" }));
  app.onError((error) => {
    if (error instanceof OAuthError) return oauthErrorAnswer(error);
    failed(error);
    return oauthErrorAnswer(new OAuthError(500, "server_error", "The tenant failed."));
  });
  return app;
}
