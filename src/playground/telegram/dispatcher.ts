// From a decoded call to its answer: finding the method, running it, recording what passed.
import { ApiError } from './api-error.ts';
import type { Backend } from './backend.ts';
import type { CallLog, RecordedCall } from './call-log.ts';
import { type Fault, type Faults, refusalOf } from './faults.ts';
import type { Call, UploadedFile } from './method.ts';
import { findMethod } from './methods/index.ts';
import type { Update } from './wire.ts';

/** What goes back over HTTP; undefined where the connection is to be cut or left hanging. */
export type Answer =
  | { readonly kind: 'answer'; readonly status: number; readonly body: Record<string, unknown> }
  | { readonly kind: 'cut' }
  | { readonly kind: 'silence' };

export class Dispatcher {
  private readonly backend: Backend;
  private readonly log: CallLog;
  private readonly faults: Faults;

  constructor(backend: Backend, log: CallLog, faults: Faults) {
    this.backend = backend;
    this.log = log;
    this.faults = faults;
  }

  /** Answers a call, as a planned fault has it or as Telegram would. */
  async answer(call: Call): Promise<Answer> {
    const fault = this.faults.take(call);
    if (fault?.timeout === true) return this.withhold(call, 'silence');
    if (fault?.cutBeforeProcessing === true) return this.withhold(call, 'cut');
    const answer = await this.perform(call, fault === undefined ? undefined : refusalOf(fault));
    return losesAnswer(fault) ? { kind: 'cut' } : answer;
  }

  private withhold(call: Call, kind: 'silence' | 'cut'): Answer {
    this.record(call.method, call);
    return { kind };
  }

  private record(name: string, call: Call): RecordedCall {
    const { world } = this.backend;
    const record = this.log.arrived(name, loggedParams(call), world.clock.now());
    world.changed({ kind: 'bot' });
    return record;
  }

  private async perform(call: Call, refusal: ApiError | undefined): Promise<Answer> {
    const found = findMethod(call.method);
    const name = found?.name ?? call.method;
    const record = this.record(name, call);
    try {
      if (refusal !== undefined) throw refusal;
      if (found === undefined) throw new ApiError(404, 'Not Found: method not found');
      const result = await found.method.run(call, this.backend);
      this.log.answered(record, result);
      if (name === 'getUpdates') for (const update of result as readonly Update[]) this.log.delivered(update);
      return { kind: 'answer', status: 200, body: { ok: true, result } };
    } catch (error) {
      const refused = error instanceof ApiError ? error : internalError(error);
      record.error = { code: refused.code, description: refused.message };
      return { kind: 'answer', status: refused.code, body: refused.toBody() };
    } finally {
      this.backend.world.changed({ kind: 'bot' });
    }
  }
}

function losesAnswer(fault: Fault | undefined): boolean {
  return fault?.cutAfterProcessing === true;
}

/** A bug of the emulator must be seen where it is met. */
function internalError(error: unknown): ApiError {
  return new ApiError(500, `Internal Server Error: ${String(error)} (emulator)`);
}

/** The parameters with uploads named, not contained. */
function loggedParams({ params, files }: Call): Record<string, unknown> {
  return { ...params, ...uploadsByName(params, files) };
}

function uploadsByName(
  params: Readonly<Record<string, unknown>>,
  files: ReadonlyMap<string, UploadedFile>,
): Record<string, string> {
  const mentioned = JSON.stringify(params);
  const direct = [...files.keys()].filter((name) => !mentioned.includes(`attach://${name}`));
  return Object.fromEntries(direct.map((name) => [name, `attach://${name}`]));
}
