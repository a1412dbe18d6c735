// What platforms are called, and the places on them that are bound to organisations.
import type { Binding, Language } from '../../app/ports.ts';
import { format } from '../format.ts';

/** The platform's name; of one that has no words yet, its key. */
export function platformWord(language: Language, platform: string): string {
  switch (platform) {
    case 'slack':
      return format(language, 'platform.slack');
    case 'telegram':
      return format(language, 'platform.telegram');
    default:
      return platform;
  }
}

/** The place as leads know it: its kind, and the platform's id of it. */
export function placeWord(
  language: Language,
  { platform, scope, place }: Omit<Binding, 'organisationId'>,
): string {
  const named = { platform: platformWord(language, platform), place };
  return scope === 'team' ? format(language, 'place.team', named) : format(language, 'place.chat', named);
}
