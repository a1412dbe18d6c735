// Who plays in the tests: people as their platforms know them, and as the desk does.
import type { Address, Place, PlatformUser } from '../../src/app/inbound.ts';
import type { Person } from '../../src/app/ports.ts';

export function slackUser(userId: string, name: string, change: Partial<PlatformUser> = {}): PlatformUser {
  const handle = name.split(' ')[0]?.toLowerCase() ?? null;
  return {
    platform: 'slack',
    userId,
    name,
    handle,
    languageTag: 'en-US',
    timezone: 'Europe/Moscow',
    ...change,
  };
}

export function telegramUser(userId: string, name: string, change: Partial<PlatformUser> = {}): PlatformUser {
  const user = { platform: 'telegram', userId, name, handle: null, languageTag: 'ru', timezone: null };
  return { ...user, ...change };
}

export const ivan = telegramUser('42', 'Иван Петров');
export const olga = telegramUser('43', 'Ольга', { languageTag: 'en' });
export const jane = slackUser('UJANE', 'Jane Doe', { timezone: 'Europe/London' });
export const anna = slackUser('UANNA', 'Anna Orlova');
export const boris = slackUser('UBORIS', 'Boris Agent');
/** Runs the queue: a member of its chat, and reachable in direct messages. */
export const lead = slackUser('ULEAD', 'Lena Lead');

/** A person that the desk knows by these users. */
export const aPerson = (id: string, ...identities: readonly PlatformUser[]): Person => ({
  id,
  name: identities[0]?.name ?? id,
  chosenLanguage: null,
  identities,
});

/** Where somebody and the desk write to each other: Slack goes on in threads, Telegram in the chat itself. */
export function directPlace(user: PlatformUser, thread: string | null = null): Place {
  const isSlack = user.platform === 'slack';
  return {
    platform: user.platform,
    chat: isSlack ? `D-${user.userId}` : user.userId,
    thread,
    kind: 'direct',
    form: isSlack ? 'thread' : 'flat',
  };
}

/** A place that others see too. */
export const groupPlace = ({ platform, chat, thread }: Address, form: Place['form'] = 'thread'): Place => ({
  platform,
  chat,
  thread,
  kind: 'group',
  form,
});
