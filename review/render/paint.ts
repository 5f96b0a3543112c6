/** Colours of a terminal. */
const ANSI = { red: 31, green: 32, yellow: 33, cyan: 36, bold: 1, dim: 2 } as const;
export type Colour = keyof typeof ANSI;
export type Paint = (text: string, ...styles: Colour[]) => string;

/** Paints, or leaves everything as it is. */
export function painter(colour: boolean): Paint {
  return (text, ...styles) =>
    colour && text !== "" ? `\u001b[${styles.map((style) => ANSI[style]).join(";")}m${text}\u001b[0m` : text;
}
