// Slack's message text as plain text, and plain text as Slack may take it.

/** Gives the handle of a user, without `@`. */
export type HandleOf = (userId: string) => Promise<string>;

const reference = /<([^<>\n]+)>/g;
const userReference = /<@([A-Z0-9]+)(?:\|[^<>]*)?>/g;
const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/** What the person saw and meant: references spelled out, entities undone, formatting characters left alone. */
export async function toPlainText(text: string, handleOf: HandleOf): Promise<string> {
  const handles = await handlesIn(text, handleOf);
  return withoutEntities(text.replace(reference, (_, inner: string) => spellOut(inner, handles)));
}

/** Escapes `& < >`, so that nothing in `text` is a reference or a broadcast. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

export const mentions = (text: string, userId: string): boolean => mentionsOf(userId).test(text);

/** The text without the mentions of that user, and without the blanks they leave. */
export const withoutMentions = (text: string, userId: string): string =>
  text.replace(new RegExp(`${mentionsOf(userId).source}[ \\t]*`, 'g'), '').trim();

const mentionsOf = (userId: string): RegExp => new RegExp(`<@${userId}(?:\\|[^<>]*)?>`);

async function handlesIn(text: string, handleOf: HandleOf): Promise<ReadonlyMap<string, string>> {
  const userIds = [...new Set([...text.matchAll(userReference)].map((match) => match[1] ?? ''))];
  return new Map(await Promise.all(userIds.map(async (id) => [id, await handleOf(id)] as const)));
}

function spellOut(inner: string, handles: ReadonlyMap<string, string>): string {
  const [target = '', label = ''] = splitLabel(inner);
  if (target.startsWith('@')) return `@${handles.get(target.slice(1)) ?? target.slice(1)}`;
  if (target.startsWith('#')) return `#${label || target.slice(1)}`;
  if (target.startsWith('!')) return spellOutSpecial(target.slice(1), label);
  return spellOutLink(target, label);
}

function splitLabel(inner: string): [string, string] {
  const bar = inner.indexOf('|');
  return bar < 0 ? [inner, ''] : [inner.slice(0, bar), inner.slice(bar + 1)];
}

/** `<!here>`, `<!subteam^S1|@team>`, `<!date^…|fallback>`. */
function spellOutSpecial(name: string, label: string): string {
  if (label !== '') return label;
  return `@${name.split('^', 2)[0]}`;
}

/** A link that names itself is its address; other words keep standing before theirs. */
function spellOutLink(target: string, label: string): string {
  const address = target.replace(/^(mailto|tel):/, '');
  if (label === '' || target.includes(label)) return address;
  return `${label} (${address})`;
}

function withoutEntities(text: string): string {
  return text.replace(/&(?:amp|lt|gt);/g, (entity) => entities[entity] ?? entity);
}
