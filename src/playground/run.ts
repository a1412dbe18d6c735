// Runs the playground until it is stopped: what `npm start` does without tokens.
import process from 'node:process';
import type { Logger } from 'pino';
import type { Config } from '../config/config.ts';
import { openPlayground, type PlaygroundOptions } from './server/stage.ts';

const whatToTry = (address: string): string => `
Deskhand's playground is open: ${address}

  1. As Иван, write to the bot in Telegram that something is broken, and choose how bad it is.
  2. As Anna, press Claim on the card in Slack; then try it as Boris.
  3. Jump the clock to the next reminder and see who hears of it.
  4. Write a note in the ticket's thread, answer with Reply, and resolve.
  5. As Иван, send /new signature-change, then press Stage as Vera, of the laboratory; /contract says what was bought.

Nothing leaves this machine, and nothing is kept: the next start begins anew.
To run on real accounts set SLACK_BOT_TOKEN or TELEGRAM_BOT_TOKEN. Stop with Ctrl+C.
`;

/** Starts the playground, which then runs until SIGTERM or SIGINT; a failure ends the process with 1. */
export async function runPlayground(
  config: Config,
  logger: Logger,
  startDesk: PlaygroundOptions['startDesk'],
): Promise<void> {
  logger.level = process.env.LOG_LEVEL ? config.logLevel : 'warn';
  const onFatal = (error: Error): never => {
    logger.fatal({ err: error }, error.message);
    process.exit(1);
  };
  process.stdout.write('Opening the playground …\n');
  const playground = await openPlayground({ config, logger, startDesk, onFatal }).catch(onFatal);
  process.stdout.write(whatToTry(playground.address));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      playground.stop().then(() => process.exit(0), onFatal);
    });
  }
}
