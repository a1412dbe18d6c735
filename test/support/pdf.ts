// Reads the desk's PDF files as a program for reading them does: pages, title and the words on each page.
import { inflateSync } from 'node:zlib';

interface Parts {
  /** The text of each object by its number, streams left as they are. */
  readonly objects: ReadonlyMap<number, string>;
}

/** The size of each page in points, and the document's title. */
export function readPdf(bytes: Uint8Array): { readonly pages: readonly number[][]; readonly title: string } {
  const { objects } = partsOf(bytes);
  const pages = pageObjects(objects).map((page) => {
    const [, box = ''] = /\/MediaBox \[([^\]]+)\]/.exec(page) ?? [];
    return box.split(' ').slice(2).map(Number);
  });
  const info = [...objects.values()].find((body) => body.includes('/Title')) ?? '';
  const [, title = ''] = /^\((.*)\)$/s.exec(objects.get(referenceIn(info, 'Title')) ?? '') ?? [];
  return { pages, title: utf16(unescaped(title)) };
}

/** The words of each page, in the order in which they were set. */
export function pdfText(bytes: Uint8Array): readonly string[] {
  const { objects } = partsOf(bytes);
  return pageObjects(objects).map((page) => {
    const fonts = fontsOf(page, objects);
    const content = streamOf(objects.get(referenceIn(page, 'Contents')) ?? '');
    return textIn(content, fonts);
  });
}

const partsOf = (bytes: Uint8Array): Parts => ({
  objects: new Map(
    [
      ...Buffer.from(bytes)
        .toString('latin1')
        .matchAll(/^(\d+) 0 obj\n(.*?)\nendobj/gms),
    ].map(([, number, body = '']) => [Number(number), body]),
  ),
});

const pageObjects = (objects: Parts['objects']): readonly string[] =>
  [...objects.values()].filter((body) => /\/Type \/Page\n/.test(body));

const referenceIn = (body: string, key: string): number =>
  Number(new RegExp(`/${key} (\\d+) 0 R`).exec(body)?.[1] ?? -1);

function streamOf(body: string): string {
  const [, raw = ''] = /stream\n(.*)\nendstream/s.exec(body) ?? [];
  const isDeflated = /\/Filter \/FlateDecode/.test(body);
  return isDeflated ? inflateSync(Buffer.from(raw, 'latin1')).toString('latin1') : raw;
}

/** By the name that the page uses: what each glyph of a font stands for. */
function fontsOf(page: string, objects: Parts['objects']): ReadonlyMap<string, ReadonlyMap<number, string>> {
  const resources = objects.get(referenceIn(page, 'Resources')) ?? page;
  return new Map(
    [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', number]) => {
      const font = objects.get(Number(number)) ?? '';
      return [name, lettersOf(streamOf(objects.get(referenceIn(font, 'ToUnicode')) ?? ''))];
    }),
  );
}

/** The `bfrange` of the font's map lists the letters of glyphs from a first one on. */
function lettersOf(map: string): ReadonlyMap<number, string> {
  const letters = new Map<number, string>();
  for (const [, first = '0', list = ''] of map.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/g)) {
    for (const [index, [, code = '']] of [...list.matchAll(/<([0-9a-f ]*)>/g)].entries())
      letters.set(
        Number.parseInt(first, 16) + index,
        utf16(Buffer.from(code.replaceAll(' ', ''), 'hex').toString('latin1')),
      );
  }
  return letters;
}

/** Each run of text on a line of its own. */
function textIn(content: string, fonts: ReadonlyMap<string, ReadonlyMap<number, string>>): string {
  let letters: ReadonlyMap<number, string> = new Map();
  const lines: string[] = [];
  for (const [, font, run] of content.matchAll(
    /\/(F\d+) [\d.]+ Tf|\[((?:<[0-9a-f]*> ?|-?[\d.]+ ?)+)\] TJ/g,
  )) {
    if (font !== undefined) letters = fonts.get(font) ?? new Map();
    const hex = [...(run ?? '').matchAll(/<([0-9a-f]*)>/g)].map(([, part = '']) => part).join('');
    if (hex !== '')
      lines.push(
        (hex.match(/.{4}/g) ?? []).map((glyph) => letters.get(Number.parseInt(glyph, 16)) ?? '?').join(''),
      );
  }
  return lines.join('\n');
}

const unescaped = (text: string): string =>
  text.replace(/\\([nrtbf()\\])/g, (_, letter: string) => escapes[letter] ?? letter);
const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

function utf16(text: string): string {
  const bytes = Buffer.from(text, 'latin1');
  const big = bytes[0] === 0xfe && bytes[1] === 0xff ? bytes.subarray(2) : bytes;
  return Buffer.from(big).swap16().toString('utf16le');
}
