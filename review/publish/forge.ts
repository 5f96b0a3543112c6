/** What publishing needs of a forge: a list of comments on one pull request, and ways to write one's own. */

export interface ForgeComment {
  readonly id: number;
  readonly body: string;
  /** Only such comments may be changed, and only they decide anything: others can write our marker too. */
  readonly isOwn: boolean;
}

export interface Forge {
  /** "pull request 7 of owner/name", for sentences. */
  readonly target: string;
  /** Most characters of one comment. */
  readonly maximumCharacters: number;
  /** Oldest first; at most MAXIMUM_PAGES pages. */
  list(): Promise<readonly ForgeComment[]>;
  create(body: string): Promise<void>;
  update(id: number, body: string): Promise<void>;
  /** A comment that is gone already is no error. */
  remove(id: number): Promise<void>;
}

/** 10,000 comments; GitHub closes a conversation at 2,500, GitLab at 5,000. */
export const MAXIMUM_PAGES = 100;
export const PER_PAGE = 100;
