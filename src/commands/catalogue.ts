// Every command there is: adding one is one file and one line here.
import { acknowledge } from './acknowledge.ts';
import { acknowledgePage } from './acknowledge-page.ts';
import { assign } from './assign.ts';
import { attach } from './attach-draft.ts';
import { call } from './call.ts';
import { cancel } from './cancel.ts';
import { choose } from './choose-for-draft.ts';
import { claim } from './claim.ts';
import { close } from './close.ts';
import { contract } from './contract.ts';
import { databases } from './databases.ts';
import { fillInForm } from './fill-in-form.ts';
import { helpFor } from './help.ts';
import { hold } from './hold.ts';
import { invite, inviteHere } from './invite.ts';
import { join } from './join.ts';
import { lang } from './lang.ts';
import { linkAccount } from './link-account.ts';
import { list } from './list.ts';
import { merge } from './merge.ts';
import { newTicket } from './new.ts';
import { note } from './note.ts';
import { open } from './open-draft.ts';
import { org } from './org.ts';
import { pending } from './pending.ts';
import { priority } from './priority.ts';
import { promise } from './promise.ts';
import { quota } from './quota.ts';
import { reopen } from './reopen.ts';
import { reply } from './reply.ts';
import { resend } from './resend.ts';
import { resolve } from './resolve.ts';
import { resume } from './resume.ts';
import { severity } from './severity.ts';
import { show } from './show.ts';
import { spam } from './spam.ts';
import type { CommandSpec } from './spec.ts';
import { stage } from './stage.ts';
import { statement } from './statement.ts';
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
  priority,
  promise,
  call,
  stage,
  pending,
  hold,
  resume,
  resolve,
  reopen,
  cancel,
  close,
  merge,
  spam,
  resend,
  why,
  quota,
  databases,
  statement,
  contract,
  org,
  invite,
  join,
  lang,
  linkAccount,
  helpFor(() => catalogue),
  acknowledge,
  acknowledgePage,
  inviteHere,
  open,
  attach,
  choose,
  fillInForm,
];

const byVerb = new Map(catalogue.map((command) => [command.verb, command]));

export const findCommand = (verb: string): CommandSpec | undefined => byVerb.get(verb);
