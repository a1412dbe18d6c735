// `deskhand inbox | deliveries`: what came in and waits, and what is owed and waits.
import { type Command, flag, type Given, onDesk, print, text, textOf } from '../command.ts';
import { runDeliveries, runResend } from '../deliveries.ts';
import { inboxAct, runInbox } from '../inbox.ts';

export const inbox: Command = {
  name: 'inbox',
  usage: 'inbox [list | show ID | retry ID | retry --all] [--json]',
  summary: 'lists events that wait or could not be handled, shows one, or has them tried again',
  options: { all: flag, json: flag },
  run: ({ flags, positionals }) => {
    const act = inboxAct(positionals, flags.all === true);
    return onDesk(async (desk) => print(await runInbox({ ...desk, act, json: flags.json === true })));
  },
};

export const deliveries: Command = {
  name: 'deliveries',
  usage: 'deliveries [--state STATE] [--ticket REF] [--json] | deliveries resend ID',
  summary: 'what the desk still owes and what it gave up, or one of these sent again',
  options: { state: text, ticket: text, json: flag },
  run: tellDeliveries,
};

function tellDeliveries(given: Given): Promise<number> {
  const [action, id] = given.positionals;
  if (action !== undefined && (action !== 'resend' || id === undefined))
    throw new Error('deliveries takes nothing, or "resend" and the id of a delivery');
  const filter = { state: textOf(given, 'state'), ticket: textOf(given, 'ticket') };
  const json = given.flags.json === true;
  return onDesk(async (desk) =>
    print(id === undefined ? await runDeliveries({ ...desk, ...filter, json }) : await runResend(desk, id)),
  );
}
