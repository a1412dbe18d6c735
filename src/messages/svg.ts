// The few SVG elements that the desk draws with, as text; everything put into them is escaped.

/** The family that the picture is set in; whoever turns it into pixels brings the font. */
export const fontFamily = 'PT Sans';

type Attributes = Readonly<Record<string, string | number>>;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escapeXml = (text: string): string =>
  text
    .replace(/[&<>"]/g, (character) => entities[character] ?? character)
    // XML 1.0 has no other control characters, however they are written, and no halves of surrogate pairs.
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '');

const written = (attributes: Attributes): string =>
  Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${typeof value === 'number' ? rounded(value) : escapeXml(value)}"`)
    .join('');

const rounded = (value: number): number => Math.round(value * 10) / 10;

/** An element without content, such as `rect`, `circle` or `path`. */
export const shape = (name: string, attributes: Attributes): string => `<${name}${written(attributes)}/>`;

/** An element around others. */
export const group = (name: string, attributes: Attributes, content: readonly string[]): string =>
  `<${name}${written(attributes)}>${content.join('')}</${name}>`;

export interface TextStyle {
  readonly x: number;
  readonly y: number;
  /** Of the letters, in pixels. */
  readonly size: number;
  readonly fill: string;
  readonly weight?: 400 | 700;
  readonly anchor?: 'start' | 'middle' | 'end';
}

/** One line of text on its base line. */
export function textLine(
  text: string,
  { x, y, size, fill, weight = 400, anchor = 'start' }: TextStyle,
): string {
  const font = { 'font-family': fontFamily, 'font-size': size, 'font-weight': weight };
  return group('text', { x, y, fill, 'text-anchor': anchor, ...font }, [escapeXml(text)]);
}

/** About how wide a line of text comes out, in pixels; rather too wide than too narrow. */
export const textWidth = (text: string, size: number): number => [...text].length * size * 0.49;

/** The text, shortened by an ellipsis where it does not fit into `width` pixels. */
export function fitting(text: string, size: number, width: number): string {
  const excess = textWidth(text, size) - width;
  if (excess < 1) return text;
  const points = [...text];
  const kept = points.length - Math.ceil(excess / textWidth('x', size)) - 1;
  return `${points.slice(0, Math.max(0, kept)).join('').trimEnd()}…`;
}

/** A whole document of that size with a white ground. */
export const svgDocument = (width: number, height: number, content: readonly string[]): string =>
  group('svg', { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}` }, [
    shape('rect', { width, height, fill: '#ffffff' }),
    ...content,
  ]);
