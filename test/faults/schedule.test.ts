// What a trial plans: the same from the same seed, and as much of everything as was asked for.
import { describe, expect, test } from 'vitest';
import { parseOptions } from './options.ts';
import { isOfCustomer } from './record.ts';
import { planTrial, writtenBy } from './schedule.ts';

const options = (...args: readonly string[]) => parseOptions(args, () => 11);
const long = options('--messages', '2000', '--kills', '50', '--database', 'postgres', '--seed', '4');

describe('a schedule', () => {
  test('is the same from the same seed, and another from another', () => {
    expect(planTrial(long)).toEqual(planTrial(long));
    expect(planTrial({ ...long, seed: 5 })).not.toEqual(planTrial(long));
  });

  test('has as many deaths as asked for, spread over all that is written', () => {
    const kills = planTrial(long).faults.filter(({ kind }) => kind === 'kill');
    expect(kills).toHaveLength(50);
    const tenth = writtenBy(planTrial(long).customers).length / 10;
    expect(new Set(kills.map(({ after }) => Math.floor(after / tenth))).size).toBe(10);
  });

  test('has as many messages of customers as asked for, and those of agents on top', () => {
    const written = writtenBy(planTrial(long).customers);
    const ofCustomers = written.filter(isOfCustomer).length;
    expect(ofCustomers).toBe(2000);
    expect(written.length - ofCustomers).toBeGreaterThan(1000);
  });

  test('lets things go wrong from the first message to the last, whoever writes it', () => {
    const { customers, faults } = planTrial(long);
    const written = writtenBy(customers).length;
    const last = faults.at(-1)?.after ?? 0;
    expect(last).toBeGreaterThan(written * 0.97);
    expect(last).toBeLessThanOrEqual(written);
  });

  test('leaves no ticket open before another one in a chat that is one conversation', () => {
    const { customers } = planTrial(long);
    const oneChat = customers.filter(({ isDirect, platform }) => isDirect || platform === 'telegram');
    const ends = oneChat.flatMap(({ tickets }) => tickets).map(({ acts }) => acts.at(-1)?.kind);
    expect(new Set(ends)).toEqual(new Set(['resolution']));
  });

  test('leaves the database alone where it lives in the desk', () => {
    const embedded = planTrial(options('--messages', '500', '--kills', '20'));
    expect(embedded.faults.filter(({ kind }) => /database|sessions/.test(kind))).toEqual([]);
  });
});

describe('options', () => {
  test('take what is usual where nothing is said', () => {
    expect(options()).toMatchObject({ database: 'embedded', replicas: 1, seed: 11 });
    expect(options('--database', 'postgres').replicas).toBe(2);
  });

  test('are refused where they make no sense', () => {
    expect(() => options('--messages', '0')).toThrow(/messages/);
    expect(() => options('--replicas', '2')).toThrow(/one process/);
    expect(() => options('--database', 'paper')).toThrow(/database/);
    expect(() => options('--speed', '9')).toThrow(/speed/);
    expect(() => options('--patience', '0')).toThrow(/patience/);
  });
});
