// What a trial plans: the same from the same seed, and as much of everything as was asked for.
import { describe, expect, test } from 'vitest';
import { parseOptions } from './options.ts';
import { planTrial } from './schedule.ts';

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
    expect(new Set(kills.map(({ after }) => Math.floor(after / 200))).size).toBe(10);
  });

  test('has as many messages as asked for, or a few more', () => {
    const written = planTrial(long)
      .customers.flatMap(({ tickets }) => tickets)
      .map(({ acts }) => 1 + acts.filter(({ kind }) => kind !== 'claim').length);
    const count = written.reduce((sum, each) => sum + each, 0);
    expect(count).toBeGreaterThanOrEqual(2000);
    expect(count).toBeLessThan(2010);
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
  });
});
