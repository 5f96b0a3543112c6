/** Comments on a pull request of GitHub, also of an Enterprise Server. */
import { z } from "zod";
import { type Forge, MAXIMUM_PAGES, PER_PAGE } from "./forge";
import { type Answer, type Net, type Request, sender } from "./http";
import { refusalOf, unexpected } from "./refusals";

export interface GithubTarget {
  readonly apiUrl: string;
  /** owner/name */
  readonly repository: string;
  readonly pullRequest: number;
  readonly token: string;
  /** Login of the token's account, where it is known; without it an app's token takes comments of any app for its own. */
  readonly author?: string;
}

const HEADERS = { accept: "application/vnd.github+json", "x-github-api-version": "2022-11-28" };
const USER = z.object({ login: z.string(), type: z.string().optional() });
const COMMENTS = z.array(z.object({ id: z.int(), body: z.string().nullish(), user: USER.nullish() }));

export function githubForge(target: GithubTarget, net: Net): Forge {
  const { apiUrl, repository, pullRequest, token, author } = target;
  const send = sender(apiUrl, token, HEADERS, net);
  const words = {
    token: "GITHUB_TOKEN",
    target: `pull request ${pullRequest} of ${repository}`,
    permission: "Give the job the permission `pull-requests: write`.",
  } as const;
  const base = `repos/${repository.split("/").map(encodeURIComponent).join("/")}/issues`;
  const must = async (request: Request): Promise<Answer> => {
    const answer = await send(request);
    if (answer.status >= 200 && answer.status < 300) return answer;
    throw refusalOf(answer, words);
  };
  let isOwn: Promise<(user: z.infer<typeof USER> | null | undefined) => boolean> | undefined;
  const own = async () => {
    if (author !== undefined) return byLogin(author);
    // Tokens of users say whose they are; tokens of apps, GITHUB_TOKEN of Actions among them, are refused.
    const answer = await send({ method: "GET", path: "user" });
    if (answer.status === 403) return (user: z.infer<typeof USER> | null | undefined) => user?.type === "Bot";
    if (answer.status !== 200) throw refusalOf(answer, words);
    const user = USER.safeParse(answer.body);
    if (!user.success) throw unexpected("login of the token's account");
    return byLogin(user.data.login);
  };
  return {
    target: words.target,
    maximumCharacters: 65_536,
    list: async () => {
      isOwn ??= own();
      const mine = await isOwn;
      const all = [];
      for (let page = 1; page <= MAXIMUM_PAGES; page++) {
        const path = `${base}/${pullRequest}/comments?per_page=${PER_PAGE}&page=${page}`;
        const { body, headers } = await must({ method: "GET", path });
        const comments = COMMENTS.safeParse(body);
        if (!comments.success) throw unexpected("list of comments");
        for (const { id, body: text, user } of comments.data)
          all.push({ id, body: text ?? "", isOwn: mine(user) });
        // The address itself is not followed: it would be given the token.
        if (!/;\s*rel="?next"?/.test(headers.get("link") ?? "")) break;
      }
      return all;
    },
    create: async (body) => {
      await must({ method: "POST", path: `${base}/${pullRequest}/comments`, json: { body } });
    },
    update: async (id, body) => {
      await must({ method: "PATCH", path: `${base}/comments/${id}`, json: { body } });
    },
    remove: async (id) => {
      const answer = await send({ method: "DELETE", path: `${base}/comments/${id}` });
      if (answer.status >= 300 && answer.status !== 404) throw refusalOf(answer, words);
    },
  };
}

/** Logins are the same in capitals. */
function byLogin(login: string) {
  return (user: z.infer<typeof USER> | null | undefined) => user?.login.toLowerCase() === login.toLowerCase();
}
