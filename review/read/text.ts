/** Texts of the engine as people wrote them. */

const COLOUR_MARKUP = /<\{%.*?%\}>/g;

/** Without Pulumi's colour markup and the line ends that it adds. Everything else stays as it is: escape it when showing it. */
export function plainText(text: string): string {
  return text.replace(COLOUR_MARKUP, "").replace(/\n+$/, "");
}
