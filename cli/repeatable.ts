/** The value of an option that may be given several times: for Commander, which hands on what it had before. */
export function collect(value: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, value];
}
