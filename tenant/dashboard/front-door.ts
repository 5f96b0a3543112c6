/** The tenant's bare address: a person's browser is shown the dashboard, every other client what it always was. */
export const DASHBOARD_PATH = "/_tenant/";

/** The redirect, or undefined where the request is none of ours. */
export function frontDoor(request: Request): Response | undefined {
  if (request.method !== "GET" || new URL(request.url).pathname !== "/") return undefined;
  // Browsers ask for HTML by name; programs ask for anything, or for JSON.
  if (!(request.headers.get("accept") ?? "").includes("text/html")) return undefined;
  return new Response(null, {
    status: 302,
    headers: { location: DASHBOARD_PATH, "cache-control": "no-store", vary: "accept" },
  });
}
