// Cutting texts to Slack's limits, which count code points.

const ellipsis = '…';

/** At most `longest` code points, the last being an ellipsis where something was cut off. */
export function truncate(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const points = [...text];
  return points.length <= longest
    ? text
    : points
        .slice(0, longest - 1)
        .join('')
        .trimEnd() + ellipsis;
}

/** The text in parts of at most `longest` code points, cut between paragraphs, else lines, words, code points. */
export function splitText(text: string, longest: number): string[] {
  const parts: string[] = [];
  let rest = [...text.trim()];
  while (rest.length > longest) {
    const cut = cutBefore(rest.slice(0, longest + 1).join(''), longest);
    parts.push(rest.slice(0, cut).join('').trim());
    rest = [...rest.slice(cut).join('').trimStart()];
  }
  return [...parts, rest.join('')].filter((part) => part !== '');
}

/** How many code points to take of `window`, at most `longest`; a border near the start is not worth its gap. */
function cutBefore(window: string, longest: number): number {
  for (const border of ['\n\n', '\n', ' ']) {
    const at = window.lastIndexOf(border);
    const points = at < 0 ? 0 : [...window.slice(0, at)].length;
    if (points > longest / 4) return points;
  }
  return longest;
}
