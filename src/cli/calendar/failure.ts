// Why an import came to nothing, with the exit code that says whose mistake it was.
import { fail, type Result } from '../../domain/result.ts';

/** Exit codes as in sysexits.h: 64 for a call that makes no sense, 78 for a configuration file that is wrong. */
export interface Failure {
  readonly exitCode: 64 | 78;
  readonly problem: string;
}

export const misused = (problem: string): Result<never, Failure> => fail({ exitCode: 64, problem });
export const wrongFile = (problem: string): Result<never, Failure> => fail({ exitCode: 78, problem });
