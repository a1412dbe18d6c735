// The contract of people and their platform users.
import { describe, expect, test } from 'vitest';
import type { PlatformUser } from '../../../src/app/inbound.ts';
import { aPerson, aUser, ids, unique } from './samples.ts';
import type { UnderTest } from './under-test.ts';

export function peopleContract(underTest: UnderTest): void {
  const identify = (user: PlatformUser) => underTest().store.transaction((tx) => tx.people.identify(user));
  const findUser = (platform: string, idOrHandle: string) =>
    underTest().store.read((repositories) => repositories.people.findUser(platform, idOrHandle));

  describe('a person', () => {
    test('is made when one of their users is first seen, and is the same from then on', async () => {
      const user = aUser();
      const person = await identify(user);
      expect(person).toEqual({ id: person.id, name: user.name, chosenLanguage: null, identities: [user] });
      expect(await identify(user)).toEqual(person);
      expect(await underTest().store.read((repositories) => repositories.people.get(person.id))).toEqual(
        person,
      );
    });

    test('is another one on another platform, even under the same user id', async () => {
      const userId = unique('U');
      const slack = await identify(aUser({ userId }));
      const telegram = await identify(aUser({ userId, platform: 'telegram' }));
      expect(telegram.id).not.toBe(slack.id);
    });

    test('keeps name, handle, language and zone current', async () => {
      const user = aUser();
      const { id } = await identify(user);
      const changed = { ...user, name: 'Anna Petrova', handle: null, languageTag: 'en', timezone: 'UTC' };
      expect(await identify(changed)).toEqual({
        id,
        name: 'Anna Petrova',
        chosenLanguage: null,
        identities: [changed],
      });
      expect((await findUser(user.platform, user.userId))?.identities).toEqual([changed]);
    });

    test('is recognised while everything that is told of the user is known', async () => {
      const recognise = (user: PlatformUser) =>
        underTest().store.read((repositories) => repositories.people.recognise(user));
      const user = aUser({ languageTag: 'ru', timezone: 'Asia/Omsk' });
      expect(await recognise(user)).toBeNull();
      const person = await identify(user);
      expect(await recognise(user)).toEqual(person);
      expect(await recognise({ ...user, languageTag: null, timezone: null })).toEqual(person);
      for (const change of [
        { name: 'A. Orlova' },
        { handle: null },
        { languageTag: 'en' },
        { timezone: 'UTC' },
      ])
        expect(await recognise({ ...user, ...change })).toBeNull();
    });

    test('keeps the language and the zone that were told before, when the platform tells none', async () => {
      const user = aUser({ languageTag: 'ru', timezone: 'Asia/Omsk' });
      await identify(user);
      const { identities } = await identify({ ...user, languageTag: null, timezone: null });
      expect(identities).toEqual([user]);
    });

    test('keeps the language that they chose through whatever their client says', async () => {
      const user = aUser();
      const { id } = await identify(user);
      await underTest().store.transaction((tx) => tx.people.chooseLanguage(id, 'en'));
      expect((await identify({ ...user, name: 'A. Orlova', languageTag: 'ru' })).chosenLanguage).toBe('en');
    });

    test('who is seen ten times at once for the first time is one person', async () => {
      const user = aUser();
      const people = await Promise.all(Array.from({ length: 10 }, () => identify(user)));
      expect(new Set(people.map(({ id }) => id)).size).toBe(1);
      expect(people[0]?.identities).toEqual([user]);
    });

    test('whom nobody knows is null, and so is one by an id that nothing can have', async () => {
      const { store } = underTest();
      expect(await store.read((repositories) => repositories.people.get(ids.next()))).toBeNull();
      expect(await store.read((repositories) => repositories.people.get('U0LEAD'))).toBeNull();
      const known = await aPerson(store);
      const asked = [known.id, ids.next(), 'U0LEAD'];
      expect(await store.read(({ people }) => people.load(asked))).toEqual([known]);
      expect(await store.read(({ people }) => people.load([]))).toEqual([]);
      expect(await findUser('slack', unique('nobody'))).toBeNull();
    });

    test('whom nobody knows can choose no language', async () => {
      const choice = underTest().store.transaction((tx) => tx.people.chooseLanguage(ids.next(), 'ru'));
      await expect(choice).rejects.toThrow();
    });
  });

  describe('a platform user', () => {
    test('is found by id, and by handle in any case, on their own platform only', async () => {
      const { store } = underTest();
      const user = aUser({ handle: unique('Олег_Handle') });
      const { id } = await aPerson(store, user);
      expect((await findUser('slack', user.userId))?.id).toBe(id);
      expect((await findUser('slack', user.handle?.toUpperCase() ?? ''))?.id).toBe(id);
      expect(await findUser('telegram', user.userId)).toBeNull();
      expect(await findUser('telegram', user.handle ?? '')).toBeNull();
    });

    test('is found by id before another whose handle looks the same', async () => {
      const userId = unique('u');
      await identify(aUser({ handle: userId }));
      const { id } = await identify(aUser({ userId }));
      expect((await findUser('slack', userId))?.id).toBe(id);
    });

    test('who took a handle over is the one found by it', async () => {
      const before = aUser({ handle: unique('support') });
      await identify(before);
      const { id } = await identify(aUser({ handle: before.handle?.toUpperCase() ?? null }));
      expect((await findUser('slack', before.handle ?? ''))?.id).toBe(id);
      expect((await findUser('slack', before.userId))?.identities[0]?.handle).toBeNull();
    });
  });
}
