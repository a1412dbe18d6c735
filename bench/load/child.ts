// A child process that is asked for things by name, one answer to each question.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

interface Question {
  readonly id: number;
  readonly name: string;
  readonly argument: unknown;
}

interface Reply {
  readonly id: number;
  readonly value?: unknown;
  readonly problem?: string;
}

export interface Child {
  readonly pid: number;
  ask<T>(name: string, argument?: unknown): Promise<T>;
  stop(): Promise<void>;
}

/** Starts the script, which must call `answerParent`; resolves once it has. */
export async function startChild(script: URL, args: readonly string[] = []): Promise<Child> {
  const child = fork(script, args);
  const waiting = new Map<number, (reply: Reply) => void>();
  let questions = 0;
  child.on('message', (reply: Reply) => {
    waiting.get(reply.id)?.(reply);
    waiting.delete(reply.id);
  });
  child.once('exit', (code) => {
    for (const settle of waiting.values()) settle({ id: 0, problem: `ended with exit code ${code}` });
  });
  const ask = <T>(name: string, argument?: unknown): Promise<T> =>
    new Promise((resolve, reject) => {
      questions += 1;
      waiting.set(questions, ({ value, problem }) =>
        problem === undefined ? resolve(value as T) : reject(new Error(`${name}: ${problem}`)),
      );
      child.send({ id: questions, name, argument } satisfies Question);
    });
  await ask('ready');
  return { pid: child.pid ?? 0, ask, stop: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/** In the child: answers each question by the function of its name. Ends with the parent. */
export function answerParent(answers: Readonly<Record<string, (argument: never) => unknown>>): void {
  const all = new Map<string, (argument: never) => unknown>(
    Object.entries({ ready: () => null, ...answers }),
  );
  process.on('message', ({ id, name, argument }: Question) => {
    const answer = async (): Promise<Reply> => ({ id, value: await all.get(name)?.(argument as never) });
    answer()
      .catch((error: unknown): Reply => ({ id, problem: String(error) }))
      .then((reply) => process.send?.(reply));
  });
  process.once('disconnect', () => process.exit());
}
