// Every sentence a person reads, in English: the catalogue that fixes the keys and their parameters.

import { intake } from './en/intake.ts';
import { organisations } from './en/organisations.ts';
import { outOfHours } from './en/out-of-hours.ts';
import { quota } from './en/quota.ts';
import { signature } from './en/signature.ts';
import { statement } from './en/statement.ts';

/** ICU MessageFormat by key. Plain text: what renders a message escapes it and adds any markup. */
export const en = {
  'command.unknown': 'I do not know “{input}”. Did you mean “{suggestion}”?',
  'command.unknownPlain': 'I do not know “{input}”. “help” shows what I understand.',

  'error.ticketNotFound': 'There is no ticket {reference}. “list” shows those you can see.',
  'error.ticketUnnamed': 'Which ticket? Write its reference, for example: {verb} {example}',
  'error.alreadyClaimed': '{owner} already has {reference}.',
  'error.alreadyYours': 'You already have {reference}.',
  'error.notClaimed': 'Nobody has {reference} at present.',
  'error.assigneeNotAgent': '{name} is not an agent of this queue. Add them to its chat first.',
  'error.personUnknown':
    'I do not know {name}. Write their user name as “@name”; they must have written here at least once.',
  'error.notAllowed': '“{verb}” is for the agents of this queue.',
  'error.wrongStatus': '{reference} is {status}, so “{verb}” does not apply to it.',
  'error.textMissing': 'Some text is missing. Write it after the command: {verb} …',
  'error.textTooLong':
    'This text has {length, number} characters, and a message can have {limit, number}. Please shorten it or send it as a file.',
  'error.severityUnknown': 'I do not know the severity “{input}”. Choose one of: {choices}.',
  'error.languageUnknown': 'I do not speak “{input}” yet. Choose one of: {choices}.',
  'error.anonymous':
    'You write anonymously, so I cannot tell who you are. Turn off “Remain anonymous” in your administrator rights, then try again.',
  'error.unavailable':
    'I cannot reach the desk’s records for a moment, so nothing came of this. Please try again in a minute.',
  'error.outcomeUnknown':
    'The connection to the desk’s records broke off just then, so I do not know whether this was done. Please look in a minute, for example with “list” or at the ticket, and repeat it only if it is not there.',
  'error.draftGone': 'This question has been answered already.',

  'desk.busy': 'Too much is going on here just now, and this was not taken. Please try again in a moment.',

  'severity.critical': 'critical',
  'severity.high': 'high',
  'severity.medium': 'medium',
  'severity.low': 'low',

  'severityChoice.critical': '1 · Critical: work has stopped',
  'severityChoice.high': '2 · High: something important fails',
  'severityChoice.medium': '3 · Medium: it hampers me a little',
  'severityChoice.low': '4 · Low: a question or a trifle',

  'status.new': 'new',
  'status.open': 'open',
  'status.pending': 'waiting for the requester',
  'status.onHold': 'on hold',
  'status.resolved': 'resolved',
  'status.closed': 'closed',

  'metric.firstResponse': 'First response',
  'metric.nextResponse': 'Next response',
  'metric.resolution': 'Resolution',

  'card.requester': 'Requester',
  'card.plan': 'Plan',
  'card.severity': 'Severity',
  'card.status': 'Status',
  'card.owner': 'Owner',
  'card.nobody': 'nobody yet',
  'card.opened': 'Opened {at}',
  'card.noText': '(no text)',

  'timer.due': '{due}',
  'timer.owed': 'no time promised yet',
  'timer.paused': 'paused',
  'timer.met': 'given {at}',
  'timer.breached': 'overdue since {due}',
  'timer.breachedMet': 'given late, {at} (was due {due})',
  'timer.unmet': 'not given',
  'timer.cancelled': 'no longer owed',

  'button.claim': 'Claim',
  'button.reply': 'Reply',
  'button.note': 'Note',
  'button.resolve': 'Resolve',
  'button.resume': 'Resume',
  'button.reopen': 'Reopen',
  'button.close': 'Close',
  'button.resend': 'Send again',
  'button.why': 'Why then?',

  'people.desk': 'The desk',
  'people.somebody': 'somebody',
  'people.lead': 'the lead',

  attachments: '{count, plural, one {# file} other {# files}}',

  'opened.title': '{reference} is open, severity: {severity}.',
  'opened.due': 'An agent will answer by {due} ({working}).',
  'opened.owed': 'An agent will take it and tell you when to expect the answer.',
  'opened.noTarget': 'An agent will answer as soon as possible.',
  'opened.closedNow': 'We are closed at the moment. The time starts counting {opening}.',
  'opened.closedOwed': 'We are closed at the moment. Working hours begin {opening}.',
  'opened.phone': 'If it cannot wait outside working hours, please call {phone} and give this number.',
  'opened.next': 'Write here to add anything. The answer comes here too.',
  'opened.follows': 'It continues {reference}.',

  'replied.heading': '{name} on {reference}',

  'resolved.heading': '{name} resolved {reference}',
  'resolved.plain': '{reference} is resolved.',
  'resolved.footer': 'Not solved? Write here or press “Reopen”.',

  'pended.requester': '{reference}: we need your answer to go on. Please write here.',

  'reopened.requester': '{reference} is being worked on again.',

  'closed.requester': '{reference} is closed. If there is more to say, a message here opens a new ticket.',

  'cancelled.requester': '{reference} has been cancelled.',
  'cancelled.reason': 'Reason: {reason}',

  'claimed.agents': '{name} has taken {reference}.',

  'assigned.agents': '{name} gave {reference} to {owner}.',

  'unclaimed.agents': '{name} gave {reference} back to the queue.',

  'written.heading': '{name} (requester) on {reference}',

  'sent.heading': '{name} answered the requester of {reference}',
  'sent.footer': 'Public: sent to the requester',

  'edited.heading': '{name} corrected a message on {reference}',
  'edited.opening': '{name} corrected the request of {reference}',
  'edited.footer': 'Edited {at}',
  'deleted.words': 'A message by {name} on {reference}, written {at}, was deleted',
  'noted.heading': '{name} noted on {reference}',
  'noted.footer': 'Internal: not shown to the requester',

  'pended.agents': '{name}: {reference} waits for the requester.',

  'resumed.agents': '{reference} is being worked on again.',

  'resolved.agents': '{name} resolved {reference}.',

  'reopened.agents': '{name} reopened {reference}.',

  'closed.agents': '{name} closed {reference}.',

  'cancelled.agents': '{name} cancelled {reference}.',

  'undelivered.reply': 'A reply on {reference} did not reach the requester, so its clock runs on: {reason}',
  'resent.agents': '{name} sends the reply on {reference} again',
  'error.nothingToResend': 'There is nothing on {reference} under that number to send again.',
  'resend.done': 'It is being sent again on {reference}.',
  'undelivered.other': 'A message to the requester of {reference} could not be delivered: {reason}',

  'fileLost.here': '{reference}: the file “{file}” could not be brought here: {reason}.',
  'fileLost.agents':
    '{reference}: the file “{file}” did not reach the agents: {reason}. Please send it in another way, such as in parts or as a link.',
  'fileLost.requester': '{reference}: the file “{file}” did not reach the requester: {reason}.',
  'fileLost.tooLarge': 'it is too large',
  'fileLost.gone': 'it is no longer there',
  'fileLost.failed': 'it could not be transferred',

  'reminder.percent': '{reference} · {metric}: {percent} % of the time is used, {left} left (due {due}).',
  'reminder.left': '{reference} · {metric}: {left} left (due {due}).',
  'reminder.breach': '{reference} · {metric}: the deadline has passed (due {due}).',
  'reminder.after': '{reference} · {metric}: overdue by {past} (due {due}).',

  'draft.severity':
    'How severe is it? I open the ticket as soon as you choose, and as “{severity}” if you do not within {wait}.',
  'draft.describe': 'Please describe the matter in a message. Files are welcome.',
  'draft.which': 'Which ticket is this about?',
  'draft.new': 'Something new',
  'draft.opened': '{reference}: severity {severity}.',
  'draft.attached': 'Added to {reference}.',
  'draft.dropped': 'Nothing was opened.',

  'claim.done': 'You have {reference}.',

  'unclaim.done': '{reference} is back in the queue.',

  'pending.done': '{reference} now waits for the requester.',

  'resume.done': '{reference} is being worked on again.',

  'reopen.done': '{reference} is open again.',

  'close.done': '{reference} is closed.',

  'reply.done': 'Your words on {reference} are on their way.',

  'note.done': 'Noted on {reference}. Only agents see it.',

  'resolve.done': '{reference} is resolved.',

  'cancel.done': '{reference} is cancelled.',

  'assign.done': '{reference} now belongs to {owner}.',

  'lang.done': 'From now on I speak English with you.',

  'new.done': '{reference} is open. The details are in our direct messages.',

  'form.cancel': 'Cancel',

  'new.form.title': 'New ticket',
  'new.form.severity': 'How severe is it?',
  'new.form.description': 'What is the matter?',
  'new.form.hint': 'What happened, what you expected, and since when.',
  'new.form.submit': 'Open',

  'reply.form.intro': 'Your answer goes to the requester of {reference}.',
  'reply.form.label': 'Answer',
  'reply.form.submit': 'Send',

  'note.form.intro': 'Only agents see a note on {reference}.',
  'note.form.label': 'Note',
  'note.form.submit': 'Save',

  'resolve.form.intro':
    '{reference} will be resolved. A comment is sent to the requester as an answer; without one they are only told that it is resolved.',
  'resolve.form.label': 'Comment',
  'resolve.form.submit': 'Resolve',
  'resolve.form.skip': 'Without a comment',

  'list.queue':
    '{count, plural, =0 {No open tickets in this queue} one {# open ticket in this queue} other {# open tickets in this queue}}',
  'list.assigned':
    '{count, plural, =0 {No open tickets are yours} one {# open ticket is yours} other {# open tickets are yours}}',
  'list.own':
    '{count, plural, =0 {You have no open tickets} one {You have # open ticket} other {You have # open tickets}}',
  'list.more': 'These are the {count} most urgent. “show” with a reference shows any other.',
  'list.none': '“new” opens one.',
  'list.show': 'Show',
  'list.line': '{severity} · {status}',
  'list.due': '{metric}: {due}',
  'list.ownedBy': '{owner} has it',

  'why.title': 'How the deadlines of {reference} come about',
  'why.none': '{reference} has no deadlines under its plan.',
  'why.target': '{metric}: {working} from {start}',
  'why.targetOn': '{metric}: {working} on the calendar “{calendar}” from {start}',
  'why.promised': '{metric}: {working}, promised {start}',
  'why.owed': '{metric}: the plan leaves the time to the agent, who has not promised one yet',
  'why.revised': '{metric}: the target was changed after the answer, which stands as it was judged then',
  'why.segment.owed': '• {span}: no time promised yet',
  'why.segment.worked': '• {span}: {counted} counted',
  'why.segment.resumed': '• {span}: resumed, {counted} counted',
  'why.segment.called': '• {span}: {counted} counted on the calendar that holds since the call',
  'why.segment.closed': '• {span}: closed',
  'why.segment.holiday': '• {span}: holiday',
  'why.segment.exception': '• {span}: closed as an exception',
  'why.segment.paused': '• {span}: paused',
  'why.segment.rest': '• {span}: {counted} counted in all',
  'why.segment.late': '• {span}: overdue',
  'why.state': '→ {state}',
  'why.paused': 'paused, {left} left to count',
  'why.due': 'due {due}',
  'why.earlier':
    '{count, plural, one {# earlier deadline is left out.} other {# earlier deadlines are left out.}}',
  'why.chart.title': '{reference} · {metric}',
  'why.chart.subtitle': '{working} · {state}',
  'why.chart.worked': 'counted',
  'why.chart.left': 'to count',
  'why.chart.spare': 'to spare',
  'why.chart.answeredLate': 'given late: {at}',
  'why.chart.closed': 'closed',
  'why.chart.holiday': 'holiday',
  'why.chart.exception': 'exception',
  'why.chart.paused': 'paused',
  'why.chart.owed': 'no promise',
  'why.chart.rest': 'and so on',
  'why.chart.late': 'overdue',
  'why.chart.now': 'now',
  'why.chart.answer': 'answer',

  'help.title': 'What you can say',
  'help.footer':
    'In a thread or a direct message you can leave the reference out. Anything else you write to me becomes part of a ticket.',
  'help.agentFooter':
    'In a ticket’s thread you can leave the reference out. A plain message there is a note that only agents see.',
  'help.new': 'opens a ticket',
  'help.list': 'shows open tickets',
  'help.show': 'shows a ticket',
  'help.claim': 'takes a ticket',
  'help.unclaim': 'gives a ticket back to the queue',
  'help.assign': 'gives a ticket to an agent',
  'help.reply': 'answers the other side',
  'help.note': 'writes a note that only agents see',
  'help.pending': 'waits for the requester',
  'help.resume': 'goes on with a waiting ticket',
  'help.resolve': 'ends the work, with a comment or without',
  'help.reopen': 'takes a resolved ticket up again',
  'help.cancel': 'ends a ticket that needs no answer after all',
  'help.close': 'ends a ticket for good',
  'help.why': 'explains how the deadlines come about',
  'help.lang': 'chooses the language I speak with you',
  'help.help': 'shows this list',

  'welcome.title': 'Hello! This is {desk}.',
  'welcome.how':
    'Describe your matter in a message, with files if you like. I ask how severe it is, open a ticket, and bring you every answer here.',
  'welcome.more': '/list shows your tickets, /help everything else.',

  'time.today': 'today {clock} {zone}',
  'time.tomorrow': 'tomorrow {clock} {zone}',
  'time.yesterday': 'yesterday {clock} {zone}',
  'time.weekday': '{weekday} {clock} {zone}',
  'time.date': '{date} {clock} {zone}',

  'duration.days': '{days} d',
  'duration.hours': '{hours} h',
  'duration.minutes': '{minutes} min',
  'duration.seconds': '{seconds} s',

  'workingTime.hours': '{hours, plural, one {# working hour} other {# working hours}}',
  'workingTime.minutes': '{minutes, plural, one {# working minute} other {# working minutes}}',
  'workingTime.mixed': '{duration} of working time',

  'error.promiseNotOwed':
    'Nothing is to be promised on {reference}: its plan fixes the time, or it has been answered.',
  'error.durationUnknown':
    'I do not understand the time “{input}”. Write it like this: {verb} 90m, {verb} 4h or {verb} 2d.',
  'held.requester': '{reference}: we are waiting for somebody else’s answer and go on as soon as we have it.',
  'held.agents': '{name}: {reference} is on hold.',
  'severityChanged.requester': 'The severity of {reference} is now: {severity}.',
  'severityChanged.agents': '{name} set the severity of {reference} to {severity}.',
  'promised.requester': '{name} has {reference} and promises an answer.',
  'promised.agents': '{name} promised the requester of {reference} an answer within {working}.',
  'due.requester': 'The answer is due by {due}.',
  'severity.done': 'The severity of {reference} is now {severity}.',
  'promise.done': 'Promised. The answer on {reference} is due by {due}.',
  'hold.done': '{reference} is on hold.',
  'claim.promise': 'Its plan leaves the time of the answer to you. Promise one: promise {reference} 4h',
  'promise.form.intro': 'Within which working time will you answer {reference}? The requester is told.',
  'promise.form.label': 'Time, such as 90m, 4h or 2d',
  'promise.form.submit': 'Promise',
  'help.severity': 'changes how severe a ticket is',
  'help.resend': 'sends again what did not arrive',
  'help.promise': 'promises the requester an answer within a time',
  'help.hold': 'waits for somebody else',
  'button.promise': 'Promise a time',

  'button.acknowledge': 'Acknowledge',
  'digest.title': '{count, plural, one {# reminder} other {# reminders}} in {queue}:',
  'digest.more': '… and {count} more. “list” shows them all.',
  'reminder.passed': 'Not posted meanwhile: {steps}',
  'acknowledged.agents': '{name} has seen it: {reference} · {metric}.',
  'acknowledge.done': 'I keep quiet about {reference} · {metric} until it grows more urgent.',
  'help.acknowledge': 'silences a reminder',
  ...intake,
  ...organisations,
  ...outOfHours,
  ...quota,
  ...signature,
  ...statement,
} as const;
