// What is said of a deadline: when a ticket is opened, and as it nears.
import { describe, expect, it } from 'vitest';
import type { Reader } from '../../../src/app/ports.ts';
import { format } from '../../../src/messages/format.ts';
import { openedView } from '../../../src/messages/views/opened.ts';
import { policy, reader, reference, say } from '../../builders/facts.ts';
import {
  cancelled,
  monday10,
  opened,
  reminded,
  replied,
  resolved,
  ticketAfter,
} from '../../builders/ticket.ts';
import { hours, minutes, moscow } from '../../domain/sla/given.ts';

describe('the confirmation of a ticket', () => {
  const office = { withinMs: hours(6), calendar: 'office' };
  const details = (at: number, firstResponse?: object, change: Partial<Reader> = {}) => {
    const targets = firstResponse === undefined ? {} : { firstResponse: { ...office, ...firstResponse } };
    const event = opened({ targets, requestedAt: at }, at);
    return openedView({
      ticket: ticketAfter(event),
      event,
      policy,
      reader: reader('requester', { now: at, ...change }),
    }).details;
  };
  const phone = format('en', 'opened.phone', { phone: '+7 495 000-00-00' });
  const friday = moscow('2026-02-06 17:40');

  it('says when the answer is due, in the reader’s own zone', () => {
    expect(details(friday, {})).toContain(
      format('en', 'opened.due', { due: 'Monday 14:40 Moscow time', working: '6 working hours' }),
    );
    expect(details(friday, {}, { timezone: 'Europe/London' })?.[0]).toContain('Monday 11:40');
  });

  it('gives the phone line where the desk closes before the answer is due, or is closed', () => {
    expect(details(friday, { afterHours: 'phone' })).toContain(phone);
    expect(details(moscow('2026-02-07 12:00'), { afterHours: 'phone' })).toContain(phone);
    expect(details(monday10, { afterHours: 'phone' })).not.toContain(phone);
    expect(details(friday, {})).not.toContain(phone);
  });

  it('says when the clock starts where the desk is closed', () => {
    const opening = 'Monday 09:00 Moscow time';
    expect(details(moscow('2026-02-07 12:00'), {})).toContain(format('en', 'opened.closedNow', { opening }));
    expect(details(monday10, {})).not.toContain(format('en', 'opened.closedNow', { opening }));
  });

  it('promises no time that there is not, or that has passed', () => {
    const soon = format('en', 'opened.noTarget');
    expect(details(monday10)).toContain(soon);
    expect(details(monday10, {}, { now: monday10 + hours(7) })).toContain(soon);
    expect(details(monday10, { withinMs: null })).toContain(format('en', 'opened.owed'));
  });

  it('names the ticket that it continues', () => {
    const event = opened({ follows: 'ACME-7' });
    const view = openedView({ ticket: ticketAfter(event), event, policy, reader: reader('requester') });
    expect(view.details).toContain(format('en', 'opened.follows', { reference: 'ACME-7' }));
  });
});

describe('a reminder', () => {
  const due = monday10 + hours(6);
  const today = format('en', 'time.today', { clock: '16:00', zone: 'Moscow time' });
  const metric = format('en', 'metric.firstResponse');

  it('names the share of the time, what is left, or what is past', () => {
    expect(say('agents', reminded('80%', monday10 + hours(4.8)))).toBe(
      format('en', 'reminder.percent', { reference, metric, percent: '80', left: '1 h 12 min', due: today }),
    );
    expect(say('agents', reminded('-30m', due - minutes(30)))).toBe(
      format('en', 'reminder.left', { reference, metric, left: '30 min', due: today }),
    );
    expect(say('agents', reminded('+0m', due + 1))).toBe(
      format('en', 'reminder.breach', { reference, metric, due: today }),
    );
    expect(say('agents', reminded('+30m', due + minutes(30) + 1))).toBe(
      format('en', 'reminder.after', { reference, metric, past: '30 min', due: today }),
    );
  });

  it('is not posted once there was an answer or an end', () => {
    for (const end of [replied('On it'), resolved(null), cancelled(null)])
      expect(say('agents', reminded('50%'), ticketAfter(end))).toBeNull();
  });
});
