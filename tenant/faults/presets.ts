/** Faults with names, for the command line: `--fault flaky`. */
import type { FaultRule } from "./rule";

export interface FaultPreset {
  /** For people: what happens to whom. */
  readonly what: string;
  readonly rules: readonly FaultRule[];
}

const presets = {
  "token-endpoint-down": {
    what: "The token endpoint answers 503.",
    rules: [{ id: "token-endpoint-down", match: { path: "token-endpoint" }, status: 503 }],
  },
  "management-api-down": {
    what: "The Management API answers 503.",
    rules: [{ id: "management-api-down", match: { path: "management-api" }, status: 503 }],
  },
  "rate-limited": {
    what: "Half of the Management API's requests are refused with 429; the reset time is a second ahead.",
    rules: [{ id: "rate-limited", match: { path: "management-api" }, probability: 0.5, rateLimit: {} }],
  },
  "rate-limited-without-headers": {
    what: "The same without any header that says when to come back.",
    rules: [
      {
        id: "rate-limited-without-headers",
        match: { path: "management-api" },
        probability: 0.5,
        rateLimit: { headers: false },
      },
    ],
  },
  "rate-limit-reset-in-the-past": {
    what: "Every request to the Management API is refused with 429 and a reset time that passed a minute ago.",
    rules: [
      {
        id: "rate-limit-reset-in-the-past",
        match: { path: "management-api" },
        rateLimit: { resetSeconds: -60 },
      },
    ],
  },
  "rate-limit-reset-far-ahead": {
    what: "The next request to the Management API is refused with 429 and a reset time a day ahead.",
    rules: [
      {
        id: "rate-limit-reset-far-ahead",
        match: { path: "management-api" },
        times: 1,
        rateLimit: { resetSeconds: 86_400 },
      },
    ],
  },
  flaky: {
    what: "One request in ten gets 503, one in twenty a broken connection.",
    rules: [
      { id: "flaky-503", probability: 0.1, status: 503 },
      { id: "flaky-reset", probability: 0.05, reset: "before" },
    ],
  },
  slow: {
    what: "Every request waits, 800 ms on average, normally distributed.",
    rules: [
      {
        id: "slow",
        latencyMilliseconds: { kind: "normal", meanMilliseconds: 800, deviationMilliseconds: 300 },
      },
    ],
  },
  "reset-before-effect": {
    what: "The next POST to the Management API breaks the connection; nothing was done.",
    rules: [
      {
        id: "reset-before-effect",
        match: { method: "POST", path: "management-api" },
        times: 1,
        reset: "before",
      },
    ],
  },
  "reset-after-effect": {
    what: "The next POST to the Management API is done, and then the connection breaks.",
    rules: [
      {
        id: "reset-after-effect",
        match: { method: "POST", path: "management-api" },
        times: 1,
        reset: "after",
      },
    ],
  },
  "no-answer": {
    what: "The next request to the Management API never gets an answer.",
    rules: [{ id: "no-answer", match: { path: "management-api" }, times: 1, noAnswer: true }],
  },
  "truncated-body": {
    what: "The next answer of the Management API breaks off after 10 bytes.",
    rules: [{ id: "truncated-body", match: { path: "management-api" }, times: 1, truncateBytes: 10 }],
  },
  "clock-skew": {
    what: "The tenant's clock is five minutes ahead.",
    rules: [{ id: "clock-skew", clockSkewSeconds: 300 }],
  },
} as const satisfies Readonly<Record<string, FaultPreset>>;

export type FaultPresetName = keyof typeof presets;

export const FAULT_PRESETS: Readonly<Record<FaultPresetName, FaultPreset>> = presets;

export function isPreset(name: string): name is FaultPresetName {
  return Object.hasOwn(presets, name);
}
