// Every command there is: adding one is one file and one line here.
import { acknowledge } from './acknowledge.ts';
import { assign } from './assign.ts';
import { attach } from './attach-draft.ts';
import { cancel } from './cancel.ts';
import { claim } from './claim.ts';
import { close } from './close.ts';
import { helpFor } from './help.ts';
import { hold } from './hold.ts';
import { lang } from './lang.ts';
import { list } from './list.ts';
import { newTicket } from './new.ts';
import { note } from './note.ts';
import { open } from './open-draft.ts';
import { pending } from './pending.ts';
import { promise } from './promise.ts';
import { reopen } from './reopen.ts';
import { reply } from './reply.ts';
import { resolve } from './resolve.ts';
import { resume } from './resume.ts';
import { severity } from './severity.ts';
import { show } from './show.ts';
import type { CommandSpec } from './spec.ts';
import { unclaim } from './unclaim.ts';
import { why } from './why.ts';

/** In the order in which help shows them. */
export const catalogue: readonly CommandSpec[] = [
  newTicket,
  list,
  show,
  claim,
  unclaim,
  assign,
  reply,
  note,
  severity,
  promise,
  pending,
  hold,
  resume,
  resolve,
  reopen,
  cancel,
  close,
  why,
  lang,
  helpFor(() => catalogue),
  acknowledge,
  open,
  attach,
];

const byVerb = new Map(catalogue.map((command) => [command.verb, command]));

export const findCommand = (verb: string): CommandSpec | undefined => byVerb.get(verb);
