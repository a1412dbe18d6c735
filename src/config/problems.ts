// What is wrong with the configuration, said so that an operator can mend it.

/** One wrong value. */
export interface ConfigProblem {
  /** `environment`, or the file and line where it stands: `deskhand.yml:12`; the file alone where no line is to blame. */
  readonly where: string;
  /** The environment variable, or the path in the file (`queues.support.slackChannel`); empty for a whole file. */
  readonly name: string;
  /** What is wrong and what to do. Never contains the value of a secret. */
  readonly message: string;
}

/** Every problem on a line of its own, under a heading that counts them. */
export function describeProblems(problems: readonly ConfigProblem[]): string {
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  return [
    `The configuration has ${count}:`,
    ...problems.map((problem) => `  ${describeProblem(problem)}`),
  ].join('\n');
}

function describeProblem({ where, name, message }: ConfigProblem): string {
  const place = where === 'environment' ? name : [where, name].filter((part) => part !== '').join(' ');
  return `${place}: ${message}`;
}
