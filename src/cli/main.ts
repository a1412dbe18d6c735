// `deskhand <command>`: what administrators and developers do from a terminal.
import { parseArgs } from 'node:util';
import type { Command } from './command.ts';
import { commands, findCommand } from './commands.ts';

/** Exit code for a call that makes no sense, as in sysexits.h. */
const usageError = 64;

const [name = 'help', ...rest] = process.argv.slice(2);
const command = findCommand(name);
if (command === undefined || name === 'help') {
  const lines = [
    ...(command === undefined && name !== 'help' ? [`There is no command "${name}".`, ''] : []),
    ...usage(),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  process.exitCode = name === 'help' ? 0 : usageError;
} else {
  process.exitCode = await run(command);
}

async function run(chosen: Command): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args: rest,
      options: chosen.options,
      allowPositionals: true,
    });
    return await chosen.run({ flags: values, positionals });
  } catch (error) {
    process.stderr.write(
      `${error instanceof Error ? error.message : String(error)}\nUsage: deskhand ${chosen.usage}\n`,
    );
    return usageError;
  }
}

function usage(): readonly string[] {
  const width = Math.max(...commands.map((each) => each.usage.length));
  return [
    'Usage: deskhand COMMAND',
    '',
    ...commands.map((each) => `  ${each.usage.padEnd(width)}  ${each.summary}`),
  ];
}
