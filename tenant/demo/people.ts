/** The owner of the tokens and whoever stole them: both do the same things, with what they have. */

import type { TenantCore } from "../tenant";
import { callApi } from "./api";
import type { Credentials, OAuthClient, Received, Tokens } from "./client";
import { EXPIRED, NOTHING_THERE, WORKS, withRefreshToken } from "./expectations";
import { URL_OF_TENANT } from "./http";
import type { Recorder } from "./record";
import type { Actor, Outcome } from "./result";
import type { StageClock } from "./stage-clock";

export interface Person {
  /** What the person has now. */
  readonly tokens: Tokens;
  /** Asks the API for something with the latest access token. */
  callsApi(expectation: Outcome, action?: string): Promise<void>;
  /** Turns the latest refresh token into new tokens, and keeps what came. */
  exchanges(expectation: Outcome, action?: string): Promise<void>;
  /** The same again and again until that moment, as one step: it works if it always works. */
  exchangesEvery(intervalSeconds: number, untilSeconds: number, expectation: Outcome): Promise<void>;
}

export interface Owner extends Person {
  signsIn(scope: string, expectation?: Outcome): Promise<void>;
  revokes(): Promise<void>;
  logsOut(): Promise<void>;
}

export interface Thief extends Person {
  /** Calls the API in the last second of the latest access token, and at its end. */
  usesTheLastToken(): Promise<void>;
}

export interface Scene {
  readonly core: TenantCore;
  readonly client: OAuthClient;
  readonly recorder: Recorder;
  readonly clock: StageClock;
}

interface Holder extends Person {
  receive(received: Received): Outcome;
  /** When the latest access token ends, by what the answer said that brought it. */
  endSeconds(): number;
}

const NOTHING: Received = { outcome: NOTHING_THERE, tokens: {} };

function holder(
  { core, client, recorder, clock }: Scene,
  actor: Actor,
  { start = {}, credentials, served }: { start?: Tokens; credentials?: Credentials; served?: string },
): Holder {
  let tokens = start;
  let receivedAt = clock.seconds();
  const receive = ({ outcome, tokens: fresh }: Received): Outcome => {
    // A token that does not rotate is not sent again.
    tokens = { ...tokens, ...fresh };
    if (fresh.accessToken !== undefined) receivedAt = clock.seconds();
    return outcome;
  };
  const exchange = async (): Promise<Outcome> => {
    const { refreshToken } = tokens;
    return receive(refreshToken === undefined ? NOTHING : await client.exchange(refreshToken, credentials));
  };
  return {
    get tokens() {
      return tokens;
    },
    receive,
    endSeconds: () => receivedAt + (tokens.lifetimeSeconds ?? 0),
    async callsApi(expectation, action = "calls the API") {
      const { accessToken } = tokens;
      const outcome =
        accessToken === undefined ? NOTHING_THERE : await callApi(core, URL_OF_TENANT, accessToken);
      const doing = { actor, action, expectation, ...(served === undefined ? {} : { served }) };
      recorder.keep(doing, outcome);
    },
    async exchanges(expectation, action = "exchanges the refresh token") {
      recorder.keep({ actor, action, expectation }, await exchange());
    },
    async exchangesEvery(intervalSeconds, untilSeconds, expectation) {
      let count = 0;
      let outcome: Outcome = NOTHING_THERE;
      do {
        clock.at(clock.seconds() + intervalSeconds);
        outcome = await exchange();
        count += 1;
      } while (outcome.works && clock.seconds() + intervalSeconds <= untilSeconds);
      const action = `has exchanged it ${count} times`;
      recorder.keep({ actor, action, expectation }, outcome);
    },
  };
}

export function createOwner(scene: Scene): Owner {
  const { client, recorder } = scene;
  const self = holder(scene, "owner", {});
  return {
    ...self,
    get tokens() {
      return self.tokens;
    },
    async signsIn(scope, expectation = withRefreshToken(900)) {
      const outcome = self.receive(await client.signIn(scope));
      recorder.keep({ actor: "owner", action: "signs in", expectation }, outcome);
    },
    async revokes() {
      const { refreshToken } = self.tokens;
      const outcome = refreshToken === undefined ? NOTHING_THERE : await client.revoke(refreshToken);
      recorder.keep({ actor: "owner", action: "has the refresh token revoked", expectation: WORKS }, outcome);
    },
    async logsOut() {
      recorder.keep({ actor: "owner", action: "logs out", expectation: WORKS }, await client.logOut());
    },
  };
}

export function createThief(
  scene: Scene,
  theft: { readonly name: string; readonly loot: Tokens; readonly credentials?: Credentials },
): Thief {
  const { name, loot, credentials } = theft;
  scene.recorder.theft(name);
  const self = holder(scene, "thief", {
    start: loot,
    served: name,
    ...(credentials === undefined ? {} : { credentials }),
  });
  return {
    ...self,
    get tokens() {
      return self.tokens;
    },
    async usesTheLastToken() {
      const end = self.endSeconds();
      scene.clock.at(end - 1);
      await self.callsApi(WORKS, "uses the last access token");
      scene.clock.at(end);
      await self.callsApi(EXPIRED, "uses the last access token");
    },
  };
}
