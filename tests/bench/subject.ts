/** Something to measure: how it is started and what it is asked. */
import type { FigureName } from "./figures";
import type { Http } from "./http";
import type { Program, Running } from "./server-process";

export type LoadFigure = Extract<
  FigureName,
  "tokens" | "codeFlows" | "managementGet" | "managementList" | "managementCreate"
>;

/** Asks once, and throws for any answer but the right one. `turn` is another number each time. */
export type Ask = (http: Http, turn: number) => Promise<void>;

export interface Prepared {
  /** Asks for one client-credentials token. */
  readonly tokens: Ask;
  /** What else it can do. */
  readonly others: Partial<Record<Exclude<LoadFigure, "tokens">, Ask>>;
}

export interface Subject {
  readonly name: string;
  /** What to know about its figures, for the notes below the table. */
  readonly note: string;
  /** Where its packages are; absent: in this repository. */
  readonly packages?: string;
  program(folder: string): Program;
  /** Asks for one token of a server that has just started and was prepared for nothing. */
  firstToken(http: Http, ready: Running["ready"]): Promise<void>;
  /** Makes what the loads need: an API, a session, a Management API token. */
  prepare(http: Http, ready: Running["ready"]): Promise<Prepared>;
}
