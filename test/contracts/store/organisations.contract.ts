// The contract of organisations: their contracts, their people, and the places bound to them.
import { describe, expect, test } from 'vitest';
import type { Binding, Organisations } from '../../../src/app/ports.ts';
import {
  aContract,
  anOrganisation,
  aPerson,
  ids,
  keptContract,
  keptOrganisation,
  monday,
  unique,
} from './samples.ts';
import type { UnderTest } from './under-test.ts';

export function organisationsContract(underTest: UnderTest): void {
  const read = <T>(work: (organisations: Organisations) => Promise<T>) =>
    underTest().store.read((repositories) => work(repositories.organisations));
  const write = <T>(work: (organisations: Organisations) => Promise<T>) =>
    underTest().store.transaction((tx) => work(tx.organisations));

  describe('an organisation', () => {
    test('comes back as it was saved, and as it was saved again', async () => {
      const organisation = await keptOrganisation(underTest().store);
      expect(await read((all) => all.get(organisation.id))).toEqual(organisation);
      const renamed = { ...organisation, key: unique('initech'), name: 'Initech' };
      await write((all) => all.save(renamed));
      expect(await read((all) => all.byKey(renamed.key))).toEqual(renamed);
      expect(await read((all) => all.byKey(organisation.key))).toBeNull();
    });

    test('cannot have the key of another', async () => {
      const { key } = await keptOrganisation(underTest().store);
      await expect(write((all) => all.save(anOrganisation({ key })))).rejects.toThrow();
      const other = await keptOrganisation(underTest().store);
      await expect(write((all) => all.save({ ...other, key }))).rejects.toThrow();
      expect(await read((all) => all.get(other.id))).toEqual(other);
    });

    test('that there is not is null, and so is one by an id that nothing can have', async () => {
      expect(await read((all) => all.get(ids.next()))).toBeNull();
      expect(await read((all) => all.get('globex'))).toBeNull();
      expect(await read((all) => all.byKey(unique('nothing')))).toBeNull();
      expect(await read((all) => all.contract(ids.next()))).toBeNull();
      expect(await read((all) => all.contract('globex'))).toBeNull();
    });

    test('is listed among all by its key, character by character', async () => {
      const start = unique('x');
      const kept = [];
      for (const end of ['b', '-c', 'a', '2'])
        kept.push(await keptOrganisation(underTest().store, { key: start + end }));
      const listed = (await read((all) => all.list())).filter(({ key }) => key.startsWith(start));
      expect(listed.map(({ key }) => key.slice(start.length))).toEqual(['-c', '2', 'a', 'b']);
      expect(new Set(listed)).toEqual(new Set(kept));
    });
  });

  describe('a contract', () => {
    test('comes back as it was saved, and as it was saved again', async () => {
      const contacts = [
        { name: 'Пётр «Иванович»', phone: '+74950000000', email: null },
        { name: '', phone: null, email: 'it@example.com' },
      ];
      const contract = await keptContract(underTest().store, { endsOn: null, contacts });
      expect(await read((all) => all.contract(contract.id))).toEqual(contract);
      const ended = { ...contract, endsOn: '2028-02-29', plan: 'standard', contacts: [] };
      await write((all) => all.saveContract(ended));
      expect(await read((all) => all.contract(contract.id))).toEqual(ended);
    });

    test('is listed with the others of its organisations, the earliest start first', async () => {
      const { store } = underTest();
      const [globex, initech] = [await keptOrganisation(store), await keptOrganisation(store)];
      const late = await keptContract(store, { organisationId: globex.id, startsOn: '2026-10-01' });
      const early = await keptContract(store, { organisationId: initech.id, startsOn: '2024-02-29' });
      const middle = await keptContract(store, { organisationId: globex.id, startsOn: '2026-09-30' });
      expect(await read((all) => all.contractsOf([globex.id, initech.id]))).toEqual([early, middle, late]);
      expect(await read((all) => all.contractsOf([initech.id, ids.next()]))).toEqual([early]);
      expect(await read((all) => all.contractsOf([]))).toEqual([]);
    });

    test('belongs to an organisation that there is', async () => {
      await expect(write((all) => all.saveContract(aContract(anOrganisation())))).rejects.toThrow();
    });
  });

  describe('a member', () => {
    test('belongs to as many organisations as they joined, once to each, until they leave', async () => {
      const { store } = underTest();
      const { id } = await aPerson(store);
      const last = await keptOrganisation(store, { key: unique('zeta') });
      const first = await keptOrganisation(store, { key: unique('alpha') });
      await write((all) => all.join(id, last.id, monday));
      await write((all) => all.join(id, first.id, monday));
      await write((all) => all.join(id, first.id, monday + 1));
      expect(await read((all) => all.ofPerson(id))).toEqual([first, last]);
      await write((all) => all.leave(id, first.id));
      await write((all) => all.leave(id, first.id));
      expect(await read((all) => all.ofPerson(id))).toEqual([last]);
    });

    test('stands behind those who joined before', async () => {
      const { store } = underTest();
      const { id } = await keptOrganisation(store);
      const [ann, bob, eve] = [await aPerson(store), await aPerson(store), await aPerson(store)];
      await write((all) => all.join(bob.id, id, monday));
      await write((all) => all.join(ann.id, id, monday));
      await write((all) => all.join(eve.id, id, monday - 1));
      await write((all) => all.join(bob.id, id, monday + 5));
      expect(await read((all) => all.membersOf(id))).toEqual([eve.id, bob.id, ann.id]);
    });

    test('is somebody known, of an organisation that there is', async () => {
      const { store } = underTest();
      const [person, organisation] = [await aPerson(store), await keptOrganisation(store)];
      await expect(write((all) => all.join(ids.next(), organisation.id, monday))).rejects.toThrow();
      await expect(write((all) => all.join(person.id, ids.next(), monday))).rejects.toThrow();
    });
  });

  describe('a binding', () => {
    const aBinding = (organisationId: string, change: Partial<Binding> = {}): Binding => ({
      platform: 'telegram',
      scope: 'chat',
      place: unique('-100'),
      organisationId,
      ...change,
    });

    test('tells to whom a place belongs, on its own platform and in its own scope only', async () => {
      const organisation = await keptOrganisation(underTest().store);
      const binding = aBinding(organisation.id);
      await write((all) => all.bind(binding));
      expect(await read((all) => all.boundTo(binding))).toEqual(organisation);
      expect(await read((all) => all.boundTo({ ...binding, platform: 'slack' }))).toBeNull();
      expect(await read((all) => all.boundTo({ ...binding, scope: 'team' }))).toBeNull();
    });

    test('of the first of several places counts, where that one is bound', async () => {
      const { store } = underTest();
      const [globex, initech] = [await keptOrganisation(store), await keptOrganisation(store)];
      const chat = aBinding(globex.id);
      const team = aBinding(initech.id, { platform: 'slack', scope: 'team' });
      await write((all) => all.bind(team));
      expect(await read((all) => all.boundTo(chat, team))).toEqual(initech);
      await write((all) => all.bind(chat));
      expect(await read((all) => all.boundTo(chat, team))).toEqual(globex);
      expect(await read((all) => all.boundTo(team, chat))).toEqual(initech);
    });

    test('moves to another organisation, and ends', async () => {
      const { store } = underTest();
      const [globex, initech] = [await keptOrganisation(store), await keptOrganisation(store)];
      const binding = aBinding(globex.id);
      const team = aBinding(initech.id, { platform: 'slack', scope: 'team' });
      await write((all) => all.bind(team));
      await write((all) => all.bind(binding));
      await write((all) => all.bind({ ...binding, organisationId: initech.id }));
      expect(await read((all) => all.bindingsOf(globex.id))).toEqual([]);
      expect(await read((all) => all.bindingsOf(initech.id))).toEqual([
        team,
        { ...binding, organisationId: initech.id },
      ]);
      await write((all) => all.unbind(binding));
      await write((all) => all.unbind(binding));
      expect(await read((all) => all.boundTo(binding))).toBeNull();
    });

    test('is to an organisation that there is', async () => {
      await expect(write((all) => all.bind(aBinding(ids.next())))).rejects.toThrow();
    });
  });
}
