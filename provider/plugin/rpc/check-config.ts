/** CheckConfig: the provider's own settings, validated and completed by what state must remember. */
import type { CheckRequest } from "@pulumi/pulumi/proto/provider_pb";
import { CheckResponse } from "@pulumi/pulumi/proto/provider_pb";
import { environmentSource, resolveBehaviour, resolveDomain } from "../../model/connection";
import { isApiSettingsError } from "../../model/errors";
import { SECRET_SETTINGS } from "../../model/settings";
import { parseSettings } from "../../model/settings-parse";
import type { Failure } from "../../model/validate";
import {
  containsUnknown,
  isSecret,
  revealAll,
  Secret,
  type Value,
  type ValueObject,
} from "../../model/values";
import type { Session } from "../session/session";
import { isDefaultProvider, isEngineKey, stackSource } from "../session/sources";
import { decodeProperties } from "../wire/decode";
import { encodeProperties } from "../wire/encode";
import { checkFailure } from "./check";

export function checkConfig(session: Session, request: CheckRequest): CheckResponse {
  const news = decodeProperties(request.getNews());
  const place = isDefaultProvider(request.getUrn()) ? "stack configuration" : "provider arguments";
  const faults = Object.entries(news).flatMap(([name, value]) => faultsOf(name, value, place));
  const { settings, failures } = withDomain(news, decodeProperties(request.getOlds()), session);
  return new CheckResponse()
    .setInputs(encodeProperties(withSecrets(settings), "keep"))
    .setFailuresList([...faults, ...failures].map((failure) => checkFailure(failure, news)));
}

function faultsOf(name: string, value: Value, place: string): Failure[] {
  if (isEngineKey(name) || containsUnknown(value)) return [];
  return collect(name, () => {
    const source = { name: place, values: parseSettings({ [name]: revealAll(value) }, place) };
    resolveBehaviour([source]);
    resolveDomain([source]);
  });
}

/**
 * State remembers which tenant it is about, wherever that was said: a later command without the environment variable
 * still finds the tenant, and one with another is noticed. Credentials are never copied.
 */
function withDomain(news: ValueObject, olds: ValueObject, { runtime }: Session): Completed {
  if (news.domain !== undefined && news.domain !== "") return { settings: news, failures: [] };
  let domain: Value | undefined;
  const failures = collect("", () => {
    const stack = stackSource(runtime.environment.PULUMI_CONFIG);
    const environment = environmentSource(runtime.environment);
    domain = resolveDomain([stack]) && stack.values.domain;
    domain ??= resolveDomain([environment]) && environment.values.domain;
  });
  domain ??= olds.domain;
  return { settings: domain === undefined ? news : { ...news, domain }, failures };
}

interface Completed {
  settings: ValueObject;
  failures: Failure[];
}

/** The engine sends these in clear; state encrypts what comes back as a secret. */
function withSecrets(settings: ValueObject): ValueObject {
  const wrapped = { ...settings };
  for (const name of SECRET_SETTINGS) {
    const value = wrapped[name];
    if (value !== undefined && !isSecret(value)) wrapped[name] = new Secret(value);
  }
  return wrapped;
}

function collect(name: string, attempt: () => void): Failure[] {
  try {
    attempt();
    return [];
  } catch (error) {
    if (!isApiSettingsError(error)) throw error;
    return [{ property: name, message: error.message, secret: SECRET_SETTINGS.includes(name) }];
  }
}
