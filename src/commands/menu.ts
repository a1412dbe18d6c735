// The commands as a platform's own menu offers them.
import { type Language, languages } from '../domain/language.ts';
import { format } from '../messages/format.ts';
import { catalogue } from './catalogue.ts';

export interface MenuEntry {
  readonly verb: string;
  readonly description: Readonly<Record<Language, string>>;
  /** Offered to everybody in direct messages, or to agents in their chats. */
  readonly scope: 'requesters' | 'agents';
}

/** Every command for its audience; those for everyone are offered to agents too. */
export function menu(): readonly MenuEntry[] {
  return catalogue
    .filter(({ isHidden }) => !isHidden)
    .flatMap(({ verb, summary, audience }) => {
      const entry = { verb, description: describe(summary) };
      const forAgents = { ...entry, scope: 'agents' as const };
      return audience === 'everyone' ? [{ ...entry, scope: 'requesters' as const }, forAgents] : [forAgents];
    });
}

function describe(summary: (typeof catalogue)[number]['summary']): Readonly<Record<Language, string>> {
  const [en, ru] = languages.map((language) => format(language, summary));
  return { en: en ?? '', ru: ru ?? '' };
}
