// What a command is: one file defines one, and both platforms run it.
import type { z } from 'zod';
import type { Answer, Place } from '../app/inbound.ts';
import type { DeskPolicy } from '../app/policy.ts';
import type {
  Clock,
  Conversation,
  Ids,
  Logger,
  Person,
  Platforms,
  Reader,
  Repositories,
  Store,
} from '../app/ports.ts';
import type { LanguageOf } from '../app/reader.ts';
import type { Organisation } from '../domain/contract/contract.ts';
import type { DeskError } from '../domain/errors.ts';
import type { Attachment } from '../domain/events.ts';
import type { Instant } from '../domain/instant.ts';
import type { Act, Role } from '../domain/permissions.ts';
import { fail, type Result } from '../domain/result.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { MessageKey } from '../messages/catalogue.ts';

/** Everything the command core works with. */
export interface DeskParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  readonly policy: DeskPolicy;
  readonly platforms: Platforms;
  readonly languageOf: LanguageOf;
}

/** What a person asked for, and all that is known about who and where they are. */
export interface Request {
  readonly desk: DeskParts;
  readonly person: Person;
  readonly reader: Reader;
  readonly place: Place;
  /** The workspace from which they ask, where their platform has such and tells. */
  readonly team: string | null;
  /** The organisation to which that place is bound. */
  readonly boundTo: Organisation | null;
  /** The conversation at that place, where the desk has one. */
  readonly conversation: Conversation | null;
  /** The platform's own time of the request. */
  readonly at: Instant;
  readonly canOpenForm: boolean;
  /** The message by which it was asked, where there is one. */
  readonly messageId: string | null;
  readonly attachments: readonly Attachment[];
  /** What followed the verb and the reference. */
  readonly text: string;
  /** The answers of a form, by field. */
  readonly values: Readonly<Record<string, string>>;
  /** What was given to fields of a form that take files, by field. */
  readonly files: Readonly<Record<string, readonly Attachment[]>>;
  /**
   * Runs `work` in the transaction that also marks this request handled, so that it takes effect once however often
   * the platform repeats it; null when it has been handled before.
   */
  once<T>(work: (tx: Repositories) => Promise<T>): Promise<T | null>;
}

/** A request about a ticket that its maker may see. */
export interface TicketRequest extends Request {
  readonly ticket: Ticket;
  readonly role: Role;
}

/** What to show at once; null where there is nothing to show, since the ledger tells. */
export type Outcome = Result<Answer | null, DeskError>;

interface CommandCommon {
  readonly verb: string;
  /** Whom help offers it to. */
  readonly audience: 'everyone' | 'agents';
  /** Only buttons send it. */
  readonly isHidden: boolean;
  /** What follows the verb, as help shows it: `[REF] text`. */
  readonly usage: string;
  /** The same for requesters, where they can say less. */
  readonly requesterUsage?: string;
  readonly summary: MessageKey;
  readonly examples: readonly string[];
}

export type CommandSpec = CommandCommon &
  (
    | {
        readonly about: 'ticket';
        readonly act: Act;
        run(request: TicketRequest): Promise<Outcome>;
        /** What it does where no ticket is named or meant; by default the ticket is asked for. */
        runWithoutTicket?(request: Request): Promise<Outcome>;
      }
    | { readonly about: 'desk'; run(request: Request): Promise<Outcome> }
  );

type Definition<R, A> = Omit<CommandCommon, 'isHidden'> & {
  readonly isHidden?: boolean;
  /** Parses what was typed after verb and reference, and the answers of a form. */
  readonly arguments: z.ZodType<A, Given>;
  /** What to say when they do not parse. */
  problem(request: Request): DeskError;
  run(request: R, args: A): Promise<Outcome>;
};

/** What a command's arguments are parsed from. */
export interface Given {
  readonly text: string;
  readonly values: Readonly<Record<string, string>>;
}

/** Defines a command on a ticket; it runs only for those who may do `act` with it. */
export function ticketCommand<A>(
  definition: Definition<TicketRequest, A> & {
    readonly act: Act;
    runWithoutTicket?(request: Request): Promise<Outcome>;
  },
): CommandSpec {
  return { ...definition, isHidden: definition.isHidden ?? false, about: 'ticket', run: parsing(definition) };
}

/** Defines a command that needs no ticket. */
export function deskCommand<A>(definition: Definition<Request, A>): CommandSpec {
  return { ...definition, isHidden: definition.isHidden ?? false, about: 'desk', run: parsing(definition) };
}

function parsing<R extends Request, A>(definition: Pick<Definition<R, A>, 'arguments' | 'problem' | 'run'>) {
  return async (request: R): Promise<Outcome> => {
    const parsed = definition.arguments.safeParse({ text: request.text, values: request.values });
    return parsed.success ? definition.run(request, parsed.data) : fail(definition.problem(request));
  };
}
