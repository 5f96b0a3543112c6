/** One scenario: a tenant of its own, an API and a client with the settings in question, and what people do with them. */
import type { JsonObject } from "../../provider/model/values";
import type { Switches } from "../options";
import type { TenantCore } from "../tenant";
import { type Credentials, oauthClient, type Tokens } from "./client";
import { httpOf } from "./http";
import { createOperator, type Operator } from "./operator";
import { createOwner, createThief, type Owner, type Scene, type Thief } from "./people";
import { createRecorder } from "./record";
import type { Evidence, ScenarioResult } from "./result";
import { createStageClock, type StageClock } from "./stage-clock";

/** A fresh tenant in memory. All that one opener gives may share a signing key. */
export type OpenTenant = (switches: Partial<Switches>) => Promise<TenantCore>;

export interface Stage {
  readonly clock: StageClock;
  readonly operator: Operator;
  readonly owner: Owner;
  /** Somebody who has these tokens from now on; `name` is a row of the closing table. */
  thief(name: string, loot: Tokens, credentials?: Credentials): Thief;
  /** Only a refresh token of the owner's. */
  refreshTokenThief(name: string, credentials?: Credentials): Thief;
}

export interface Scenario {
  readonly name: string;
  readonly title: string;
  /** What is sent to make the API, beside its identifier. */
  readonly api: JsonObject;
  readonly credentials: Credentials;
  /** The client's `refresh_token` settings. Undefined: it has none. */
  readonly refreshToken?: JsonObject;
  /** Default: those of every tenant. */
  readonly switches?: Partial<Switches>;
  /** Switches on which the scenario hangs. */
  readonly shownSwitches?: readonly (keyof Switches)[];
  readonly evidence: readonly Evidence[];
  play(stage: Stage): Promise<void>;
}

export async function playScenario(open: OpenTenant, scenario: Scenario): Promise<ScenarioResult> {
  const { name, title, credentials, evidence, switches = {}, shownSwitches = [] } = scenario;
  const core = await open(switches);
  try {
    const clock = createStageClock(core.context.clock);
    const recorder = createRecorder(clock.seconds);
    const http = httpOf(core);
    const scene: Scene = { core, clock, recorder, client: oauthClient(http, credentials) };
    const operator = createOperator(core, http, recorder);
    const api = await operator.createApi(scenario.api);
    const client = await operator.configureClient(credentials.client_id, scenario.refreshToken);
    const owner = createOwner(scene);
    const thief: Stage["thief"] = (theft, loot, stolen) =>
      createThief(scene, { name: theft, loot, ...(stolen === undefined ? {} : { credentials: stolen }) });
    const refreshTokenThief: Stage["refreshTokenThief"] = (theft, stolen) => {
      const { refreshToken } = owner.tokens;
      return thief(theft, refreshToken === undefined ? {} : { refreshToken }, stolen);
    };
    await scenario.play({ clock, operator, owner, thief, refreshTokenThief });
    return {
      name,
      title,
      api: chosen(api, API_MEMBERS),
      client: chosen(client, CLIENT_MEMBERS),
      switches: chosen({ ...core.context.switches }, shownSwitches),
      steps: recorder.steps(),
      thefts: recorder.thefts(),
      evidence,
    };
  } finally {
    core.close();
  }
}

/** What decides how long a thief has access; a secret is none of it. */
const API_MEMBERS = ["token_lifetime", "allow_offline_access", "allow_online_access"];
const CLIENT_MEMBERS = ["client_id", "name", "app_type", "refresh_token"];

function chosen(document: JsonObject, members: readonly string[]): JsonObject {
  return Object.fromEntries(
    members.flatMap((member) => (document[member] === undefined ? [] : [[member, document[member]]])),
  );
}
