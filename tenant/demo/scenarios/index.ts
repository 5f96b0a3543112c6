/** All scenarios, in the order in which they are told. */
import type { Scenario } from "../scenario";
import { accessToken } from "./access-token";
import { absolute, idle, rotatingAbsolute } from "./expiry";
import { afterLeeway, withinLeeway } from "./leeway";
import { noOfflineAccess } from "./no-offline-access";
import { offlineAccessOff, offlineAccessOffRefused } from "./offline-access-off";
import { onlineLogout, onlineSession } from "./online-access";
import { revocation } from "./revocation";
import { ownerAway, ownerFirst, thiefFirst } from "./rotation";
import { unconfigured } from "./unconfigured";

export const SCENARIOS: readonly Scenario[] = [
  accessToken,
  unconfigured,
  thiefFirst,
  ownerFirst,
  ownerAway,
  withinLeeway,
  afterLeeway,
  absolute,
  rotatingAbsolute,
  idle,
  offlineAccessOff,
  offlineAccessOffRefused,
  revocation,
  onlineLogout,
  onlineSession,
  noOfflineAccess,
];
