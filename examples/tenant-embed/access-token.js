/** What a service of yours may have: an access token for an API, fetched when there is none or when it is about to end. */

/** Seconds before its end at which a token is no longer used. */
const MARGIN_SECONDS = 30;
const ATTEMPTS = 3;

/**
 * `fetch` and `now` (milliseconds) are parameters, so that tests need neither a network nor time.
 *
 * @param {{ url: string, clientId: string, clientSecret: string, audience: string }} settings
 */
export function accessTokens(settings, { fetch = globalThis.fetch, now = Date.now } = {}) {
  let token;
  let usableUntil = 0;
  return async () => {
    if (token === undefined || now() >= usableUntil) {
      const asked = now();
      const answer = await request(settings, fetch);
      token = answer.access_token;
      usableUntil = asked + (answer.expires_in - MARGIN_SECONDS) * 1_000;
    }
    return token;
  };
}

async function request({ url, clientId, clientSecret, audience }, fetch) {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await fetch(`${url}/oauth/token`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        grant_type: "client_credentials",
        client_id: clientId,
        client_secret: clientSecret,
        audience,
      }),
    });
    if (answer.ok) return answer.json();
    if (answer.status < 500 || attempt === ATTEMPTS)
      throw new Error(`No access token: HTTP ${answer.status}`);
  }
}
