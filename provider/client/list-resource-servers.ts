/** Lists the APIs of a tenant page by page. There is no cursor on this endpoint: pages are counted. */
import type { Failures } from "./failures";
import { type Page, readPage } from "./page";
import { type Answer, isSuccess } from "./reply";
import type { Requests } from "./requests";
import { COLLECTION, type ResourceServer, secretsLeftOut, withoutSecrets } from "./resource-server";

/** The most that the Management API documents; some tenants cap it at 50 and say so in `limit`, or refuse it. */
const LARGEST_PAGE = 100;
const SMALLER_PAGE = 50;

const TASK = { action: "list the APIs of the tenant" };

interface Listing {
  perPage: number;
  leaveOut: boolean;
}

export async function* listResourceServers(
  requests: Requests,
  failures: Failures,
  signal: AbortSignal | undefined,
): AsyncGenerator<ResourceServer> {
  const listing: Listing = { perPage: LARGEST_PAGE, leaveOut: true };
  // An API that is created or deleted meanwhile shifts the others between pages.
  const seen = new Set<string>();
  for (let number = 0; ; number += 1) {
    const { page, answer } = await fetchPage(requests, failures, listing, number, seen.size, signal);
    const fresh = page.items.filter((api) => !seen.has(api.id));
    for (const api of fresh) {
      seen.add(api.id);
      yield withoutSecrets(api);
    }
    if (number === 0 && page.limit !== undefined && page.limit > 0) listing.perPage = page.limit;
    if (isLast(page, number, listing.perPage)) return;
    // The same page again and again would never end.
    if (fresh.length === 0) throw failures.unexpected(answer, TASK);
  }
}

function isLast({ items, total }: Page, number: number, perPage: number): boolean {
  if (items.length < perPage) return true;
  return total !== undefined && number * perPage + items.length >= total;
}

async function fetchPage(
  requests: Requests,
  failures: Failures,
  listing: Listing,
  number: number,
  listed: number,
  signal: AbortSignal | undefined,
): Promise<{ page: Page; answer: Answer }> {
  for (;;) {
    const reply = await requests.send({
      method: "GET",
      path: COLLECTION,
      query: query(listing, number),
      signal,
    });
    if (reply.kind === "failure") throw failures.of(reply, TASK);
    if (isSuccess(reply)) {
      const page = readPage(reply);
      if (page === undefined) throw failures.unexpected(reply, TASK);
      return { page, answer: reply };
    }
    const isFirstPage = number === 0;
    if (reply.status === 400 && isFirstPage && askLess(listing, failures.said(reply) ?? "")) continue;
    if (reply.status !== 400 || isFirstPage) throw failures.of(reply, TASK);
    throw failures.make(
      "rejected-by-tenant",
      `The tenant lists its first ${listed} APIs and refuses to list more (HTTP 400).`,
      "Name the APIs by id or identifier instead of listing all of them.",
      TASK,
      reply.status,
    );
  }
}

/** Gives up what the tenant refused in the query. False where nothing is left to give up. */
function askLess(listing: Listing, said: string): boolean {
  const namesPageSize = said.includes("per_page");
  if (listing.leaveOut && !namesPageSize) listing.leaveOut = false;
  else if (listing.perPage > SMALLER_PAGE) listing.perPage = SMALLER_PAGE;
  else return false;
  return true;
}

function query({ perPage, leaveOut }: Listing, number: number): URLSearchParams {
  return new URLSearchParams([
    ["page", String(number)],
    ["per_page", String(perPage)],
    ["include_totals", "true"],
    ...(leaveOut ? secretsLeftOut() : []),
  ]);
}
