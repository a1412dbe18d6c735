// What is said of phone calls, paging and promises that are owed, in English.

export const outOfHours = {
  'error.callInFuture': 'A call cannot be logged before it has come. Check the time.',
  'error.phoneUnknown':
    'I do not find a phone number in “{input}”. Begin with it, like this: call +7 495 000-00-00 Anna at 21:40',
  'error.timeUnknown': 'There is no time “{input}”. Write it like this: at 21:40',
  'error.callWithoutText':
    'What is the call about? To open a ticket write it after a colon, like this: call +7 495 000-00-00 Anna: high: the scanner stops',
  'error.callElsewhere':
    'A ticket for somebody who phoned is opened in the chat of its agents. For a ticket that is open name it: call ACME-118 +7 495 000-00-00',
  'error.pageOver': 'The call about {reference} has been answered already. You need not do anything.',
  'error.pageNotYours': 'Nobody paged you about {reference}, and you are not an agent of its queue.',

  'call.form.title': 'Log a call',
  'call.form.intro': 'The call stands in {reference} from then on. Out of hours whoever is on call is paged.',
  'call.form.introNew': 'Opens a ticket for somebody who phoned. Out of hours whoever is on call is paged.',
  'call.form.number': 'From which number?',
  'call.form.caller': 'Who phoned?',
  'call.form.time': 'When?',
  'call.form.timeHint': 'Such as 21:40; a time that is still to come today means yesterday.',
  'call.form.label': 'Number, name and time, such as +7 495 000-00-00 Anna at 21:40',
  'call.form.labelNew': 'Number, name and matter, such as +7 495 000-00-00 Anna: high: the scanner stops',
  'call.form.submit': 'Log',
  'call.done': 'The call of {at} is on record in {reference}.',
  'call.opened': '{reference} is open for {from}, and the call of {at} is on record.',
  'help.call': 'logs a phone call, on a ticket or to open one',

  'called.agents': '{name} logged a call on {reference}: {from} phoned {at}.',
  'called.clock': 'From the call on its time counts around the clock.',
  'called.inHours': 'The desk is open, so nobody is paged.',
  'called.requester': 'The call of {at} about {reference} is on record.',

  'button.acknowledgePage': 'Acknowledge',
  'paged.agents': 'Paged about {reference}: {names}.',
  'paged.nobody': 'Nobody has answered the page about {reference}, and nobody is left to page.',
  'paged.callBack': 'Please phone {from} back.',
  'page.title': '{reference}, severity {severity}: a call out of hours. Please take it.',
  'page.called': '{from} phoned {at}.',
  'page.how': 'Press “Acknowledge” if you do; without that the next page goes out in {wait}.',
  'pageAcknowledged.agents': '{name} has answered the page about {reference}.',
  'pageAcknowledged.rest': 'You need not do anything.',
  'pageAcknowledged.done': '{reference} is yours to see to. The paging has ended.',
  'pageAcknowledged.next': 'Claim the ticket in its thread and answer there.',
  'help.acknowledge-page': 'answers a page',

  'byPhone.agents': '{name} cannot be written to. Please tell them about {reference} by phone: {phone}',
  'byPhone.footer': 'Public: to be told by phone',
  'byPhone.done': 'On record as said by phone on {reference}. Please tell them: {phone}',

  'reminder.owed':
    '{reference} · {metric}: no time has been promised to the requester, {waited} since they asked. Promise one: promise {reference} 4h',
  'promised.resolution.requester': '{name} has {reference} and promises to finish it.',
  'promised.resolution.agents': '{name} promised the requester to finish {reference} within {working}.',
  'due.resolution.requester': 'It is due by {due}.',
  'promise.resolution.done': 'Promised. {reference} is to be finished by {due}.',
} as const;
