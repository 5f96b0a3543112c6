/** Notes on a merge request of GitLab. */
import { z } from "zod";
import { type Forge, MAXIMUM_PAGES, PER_PAGE } from "./forge";
import { type Answer, type Net, type Request, sender } from "./http";
import { refusalOf, unexpected } from "./refusals";

export interface GitlabTarget {
  readonly apiUrl: string;
  /** Number, or path with its groups. */
  readonly project: string;
  readonly mergeRequest: number;
  readonly token: string;
}

const NOTES = z.array(
  z.object({
    id: z.int(),
    body: z.string(),
    system: z.boolean().optional(),
    author: z.object({ id: z.int() }),
  }),
);

export function gitlabForge({ apiUrl, project, mergeRequest, token }: GitlabTarget, net: Net): Forge {
  const send = sender(apiUrl, token, { accept: "application/json" }, net);
  const words = {
    token: "GITLAB_TOKEN",
    target: `merge request ${mergeRequest} of ${project}`,
    permission: "Give a project access token with the scope `api` and the role Reporter or higher.",
  } as const;
  const base = `projects/${encodeURIComponent(project)}/merge_requests/${mergeRequest}/notes`;
  const must = async (request: Request): Promise<Answer> => {
    const answer = await send(request);
    if (answer.status >= 200 && answer.status < 300) return answer;
    throw refusalOf(answer, words);
  };
  let account: Promise<number> | undefined;
  const accountId = async () => {
    const user = z.object({ id: z.int() }).safeParse((await must({ method: "GET", path: "user" })).body);
    if (!user.success) throw unexpected("id of the token's account");
    return user.data.id;
  };
  return {
    target: words.target,
    maximumCharacters: 1_000_000,
    list: async () => {
      account ??= accountId();
      const mine = await account;
      const all = [];
      for (let page = 1; page <= MAXIMUM_PAGES; page++) {
        const path = `${base}?per_page=${PER_PAGE}&page=${page}&sort=asc&order_by=created_at`;
        const { body, headers } = await must({ method: "GET", path });
        const notes = NOTES.safeParse(body);
        if (!notes.success) throw unexpected("list of notes");
        for (const note of notes.data)
          all.push({ id: note.id, body: note.body, isOwn: note.author.id === mine && note.system !== true });
        if ((headers.get("x-next-page") ?? "") === "") break;
      }
      return all;
    },
    create: async (body) => {
      await must({ method: "POST", path: base, json: { body: withoutQuickActions(body) } });
    },
    update: async (id, body) => {
      await must({ method: "PUT", path: `${base}/${id}`, json: { body: withoutQuickActions(body) } });
    },
    remove: async (id) => {
      const answer = await send({ method: "DELETE", path: `${base}/${id}` });
      if (answer.status >= 300 && answer.status !== 404) throw refusalOf(answer, words);
    },
  };
}

/** GitLab carries out a line such as "/merge" with the rights of the token; an invisible character before it makes it text. */
export function withoutQuickActions(body: string): string {
  return body.replace(/^(\s*)\//gm, "$1\u2060/");
}
