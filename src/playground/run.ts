// Runs the playground until it is stopped: what `npm start` does without tokens.
import process from 'node:process';
import type { Logger } from 'pino';
import type { Config } from '../config/config.ts';
import { openPlayground } from './server/stage.ts';

const whatToTry = (address: string): string => `
Deskhand's playground is open: ${address}

  1. As Иван, write to the bot in Telegram that something is broken, and choose how bad it is.
  2. As Anna, press Claim on the card in Slack; then try it as Boris.
  3. Jump the clock to the next reminder and see who hears of it.
  4. Write a note in the ticket's thread, answer with Reply, and resolve.

Nothing leaves this machine, and nothing is kept: the next start begins anew.
To run on real accounts set SLACK_BOT_TOKEN or TELEGRAM_BOT_TOKEN. Stop with Ctrl+C.
`;

/**
 * Starts the playground and resolves; it then runs until SIGTERM or SIGINT. A failure ends the process with 1.
 * main.ts waits for this while it is itself being evaluated, so the desk can be had from it only afterwards:
 * awaiting that here would wait for ever.
 */
export async function runPlayground(config: Config, logger: Logger): Promise<void> {
  logger.level = process.env.LOG_LEVEL ? config.logLevel : 'warn';
  const giveUp = (error: Error): never => {
    logger.fatal({ err: error }, error.message);
    process.exit(1);
  };
  void open(config, logger, giveUp).catch(giveUp);
}

async function open(config: Config, logger: Logger, onFatal: (error: Error) => never): Promise<void> {
  const { startDesk } = await import('../main.ts');
  const playground = await openPlayground({ config, logger, startDesk, onFatal });
  process.stdout.write(whatToTry(playground.address));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      playground.stop().then(() => process.exit(0), onFatal);
    });
  }
}
