// What is said of priority incidents and of tickets that end without an answer, in English.

export const quota = {
  'error.alreadyPriority': '{reference} is a priority incident already.',
  'error.notPriority': '{reference} is not a priority incident.',
  'error.quotaUsedUp':
    'No priority incident is left in this contract year, so {reference} stays a standard one. “quota” shows when it is renewed.',
  'error.quotaAbsent':
    'No contract with priority incidents is in force for {reference}. It is handled as a standard one; these have no limit.',
  'error.priorityNotYours':
    'Only the customer can use a priority incident for {reference}. “priority {reference} off” makes one that is used a standard one.',
  'error.priorityUnclear': 'I do not understand “{input}” here. Write: priority {reference}',
  'error.organisationForeign':
    'You belong to no organisation “{input}”. “quota” alone shows those you belong to.',
  'error.mergeIntoItself':
    '{reference} cannot be merged into itself. Name the ticket that it is a duplicate of.',
  'error.mergeOfSamples':
    'Samples are sent in on {reference}, and only its own queue may see them, so it cannot be merged into {into}. The other way round is possible: merge {into} {reference}',
  'error.mergeForeign':
    '{reference} and {into} come from different customers, so they cannot be merged: each would read the other’s answers.',
  'error.mergeUnnamed':
    'Which ticket is {reference} a duplicate of? Write its reference too: merge {reference} {example}',

  'priority.question':
    'Use 1 of your {remaining, plural, one {# remaining priority incident} other {# remaining priority incidents}} for {reference}?',
  'priority.meaning': 'It is then handled before standard ones. If you cancel it yourselves, it stays used.',
  'priority.yes': 'Use a priority incident',
  'priority.no': 'Go on without',
  'priority.without': '{reference} goes on as a standard one. These have no limit.',
  'priority.done': '{reference} is a priority incident.',
  'priority.off': '{reference} is a standard one now; the priority incident is given back.',

  'spent.requester':
    '{reference} is a priority incident; {remaining, plural, =0 {none is left} one {# is left} other {# are left}} until {date}.',
  'spent.requesterPlain':
    '{reference} is a priority incident; {remaining, plural, =0 {none is left} one {# is left} other {# are left}} in this contract year.',
  'spent.agents':
    '{name} used a priority incident for {reference}; {remaining, plural, =0 {none is left} one {# is left} other {# are left}} in this contract year.',
  'refunded.requester':
    'The priority incident used for {reference} is given back to you: {reason, select, downgraded {it is handled as a standard one now} duplicate {it was a duplicate} cancelled {we cancelled it} other {it was ended by us}}.',
  'refunded.agents':
    'The priority incident used for {reference} is given back: {reason, select, downgraded {standard from now on} duplicate {a duplicate} cancelled {cancelled by an agent} other {spam}}.',

  'quota.title': 'Priority incidents',
  'quota.balance':
    '{remaining, plural, =0 {None left} one {# left} other {# left}}: {used} of {granted} used in this contract year',
  'quota.renewed': 'Renewed on {date}',
  'quota.spent': '{at} · {reference} · used by {name}',
  'quota.refunded':
    '{at} · {reference} · given back by {name}: {reason, select, downgraded {made a standard one} duplicate {a duplicate} cancelled {cancelled by an agent} other {spam}}',
  'quota.earlier':
    '{count, plural, one {# earlier entry is left out} other {# earlier entries are left out}}',
  'quota.expired': 'The contract ended on {date}; {plan} applies, without priority incidents.',
  'quota.without': 'The plan {plan} has no priority incidents; standard ones have no limit.',
  'quota.stranger': 'You belong to no organisation here, so there are no priority incidents to count.',
  'quota.ticketless': '{reference} belongs to no organisation, so it has no priority incidents.',

  'spam.done': '{reference} is ended as spam. Its requester is not told.',
  'spam.agents': '{name} ended {reference} as spam.',
  'merge.done': '{reference} is merged into {into}.',
  'merged.requester':
    '{reference} is about the same matter as {into} and goes on as {into}. What you write about either reaches us there.',
  'merged.agents': '{name} merged {reference} into {into}; it goes on there.',
  'absorbed.agents': '{name} merged {from} into {reference}: its requester’s words come here from now on.',
  'cancel.keepsPriority': 'The priority incident used for it stays used.',

  'card.organisation': 'Organisation',
  'card.type': 'Request',
  'card.stage': 'Stage',
  'card.handling': 'Handling',
  'card.priority': 'priority incident',
  'card.outcome': 'Outcome',
  'card.yes': 'yes',
  'outcome.cancelled': 'cancelled',
  'outcome.spam': 'spam',
  'outcome.duplicate': 'duplicate',
  'outcome.duplicateOf': 'duplicate of {reference}',

  'opened.expired':
    'The contract of your organisation ended on {date}, so the terms are those of {plan}. Please ask your manager here to renew it.',
  'opened.lacksPriority':
    'No priority incident is left in this contract year, so it is a standard one; these have no limit.',

  'help.priority': 'uses a priority incident of the contract, or gives it back',
  'help.quota': 'shows how many priority incidents are left',
  'help.spam': 'ends a ticket that is spam',
  'help.merge': 'ends a duplicate, which goes on in another ticket',
} as const;
