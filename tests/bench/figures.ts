/** What is measured, in the order of the table. */

export interface Figure {
  readonly title: string;
  readonly unit: "ms" | "MB" | "per second";
  /** What we hold ourselves to, for our own tenant only. It is shown; nothing fails by it. */
  readonly target?: number;
}

export const FIGURES = {
  startProcessor: { title: "Processor time to ready line", unit: "ms" },
  start: { title: "Process start to ready line", unit: "ms", target: 400 },
  firstToken: { title: "Process start to first token", unit: "ms" },
  inProcess: { title: "In-process start, loading included", unit: "ms", target: 100 },
  inProcessProcessor: { title: "Processor time of that", unit: "ms" },
  memoryAtStart: { title: "Memory when ready", unit: "MB", target: 100 },
  memoryAfterLoad: { title: "Memory after the load", unit: "MB" },
  tokens: { title: "Client-credentials tokens", unit: "per second" },
  tokenProcessor: { title: "Processor time per token", unit: "ms" },
  codeFlows: { title: "Authorization-code flows", unit: "per second" },
  managementGet: { title: "Management API: get one", unit: "per second" },
  managementList: { title: "Management API: list ten", unit: "per second" },
  managementCreate: { title: "Management API: create", unit: "per second" },
} as const satisfies Record<string, Figure>;

export type FigureName = keyof typeof FIGURES;

/** One process's figures. What a subject cannot do is absent. */
export type Sample = Partial<Record<FigureName, number>>;
