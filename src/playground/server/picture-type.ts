// Which pictures a browser may show, told by their first bytes rather than by what they are called.

/** The media type of a PNG, JPEG or GIF; undefined for everything else. */
export function pictureTypeOf(content: Uint8Array): 'image/png' | 'image/jpeg' | 'image/gif' | undefined {
  const start = Buffer.from(content.subarray(0, 8)).toString('latin1');
  if (start === '\x89PNG\r\n\x1a\n') return 'image/png';
  if (start.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  return /^GIF8[79]a/.test(start) ? 'image/gif' : undefined;
}
