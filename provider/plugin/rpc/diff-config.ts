/** DiffConfig: only another tenant means other resources; other credentials do not. */
import type { DiffRequest } from "@pulumi/pulumi/proto/provider_pb";
import { DiffResponse } from "@pulumi/pulumi/proto/provider_pb";
import { equal, isUnknown, revealAll, type Value, type ValueObject } from "../../model/values";
import type { Session } from "../session/session";
import { isSameDomain } from "../session/sources";
import { decodeProperties } from "../wire/decode";

export function diffConfig(_session: Session, request: DiffRequest): DiffResponse {
  const olds = { ...decodeProperties(request.getOldInputs()), ...decodeProperties(request.getOlds()) };
  const news = decodeProperties(request.getNews());
  const names = [...new Set([...Object.keys(olds), ...Object.keys(news)])];
  const changed = names.filter((name) => !equal(olds[name], news[name]));
  const replaces = isOtherTenant(olds, news) ? ["domain"] : [];
  const { DIFF_SOME, DIFF_NONE } = DiffResponse.DiffChanges;
  return new DiffResponse()
    .setChanges(changed.length > 0 ? DIFF_SOME : DIFF_NONE)
    .setDiffsList(changed)
    .setReplacesList(replaces);
}

function isOtherTenant(olds: ValueObject, news: ValueObject): boolean {
  const was = textOf(olds.domain);
  const is = textOf(news.domain);
  // A domain that is not known yet will be compared when it is.
  return was !== undefined && is !== undefined && !isSameDomain(was, is);
}

function textOf(value: Value | undefined): string | undefined {
  const plain = value === undefined || isUnknown(value) ? undefined : revealAll(value);
  return typeof plain === "string" ? plain : undefined;
}
