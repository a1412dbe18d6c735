// The command line's commands: each is found by its name, and refuses words that make no sense before it does anything.
import { expect, test } from 'vitest';
import { commands, findCommand } from '../../src/cli/commands.ts';

test('every command has a name of its own, with which its usage begins', () => {
  const names = commands.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { name, usage } of commands) expect(`${usage} `).toMatch(new RegExp(`^${name} `));
});

test('every option that a usage names is taken', () => {
  for (const { usage, options } of commands)
    for (const [, option = ''] of usage.matchAll(/--([a-z-]+)/g))
      expect(options, usage).toHaveProperty(option);
});

test.each([
  ['migrate', 'new'],
  ['sla'],
  ['sla', 'check'],
  ['sla', 'check', 'no-such-file.yml'],
  ['calendar', 'import', 'RU'],
  ['databases', 'set'],
  ['databases', 'show'],
  ['inbox', 'show'],
  ['import'],
  ['import', 'no-such-file.csv'],
  ['deliveries', 'resend'],
  ['forget'],
  ['backup'],
  ['restore'],
])('%s %s %s is refused', async (name, ...positionals: readonly string[]) => {
  const command = findCommand(name);
  expect(command).toBeDefined();
  await expect((async () => command?.run({ flags: {}, positionals }))()).rejects.toThrow(Error);
});
