// What is said of organisations, in English.

export const organisations = {
  'platform.slack': 'Slack',
  'platform.telegram': 'Telegram',
  'place.chat': '{platform} chat {place}',
  'place.team': '{platform} workspace {place}',

  'help.org': 'keeps the organisations that we serve (for leads)',
  'help.contract': 'shows your contract; leads add and end contracts',
  'help.invite': 'invites people to an organisation (for leads)',
  'help.join': 'joins an organisation by an invitation',
  'help.linkAccount': 'links your accounts on different messengers',

  'entitlement.open': 'Plan: {plan}.',
  'entitlement.until': 'Plan: {plan}, until {to}.',
  'entitlement.default': 'No contract yet; requests are handled under the plan “{plan}”.',
  'entitlement.expired':
    'The contract ended on {date}. Until a new one begins, requests are handled under the plan “{plan}”.',

  'org.list': '{count, plural, one {# organisation} other {# organisations}}',
  'org.none': 'There is none yet. Add one: org add globex Globex Ltd',
  'org.more': '… and {more} more. “org KEY” shows any of them, “deskhand export” all.',
  'org.title': '{name} ({key})',
  'org.contracts': 'Contracts',
  'org.contracts.none': 'None yet. Add one: contract {key} PLAN 2026-01-01 2026-12-31',
  'org.contact': 'contact: {contact}',
  'org.quota': 'Priority incidents',
  'org.quota.left': '{remaining} of {granted} left in this contract year',
  'org.people': 'People',
  'org.people.none': 'None yet. Invite somebody: invite {key}',
  'org.people.more': '… and {count} more',
  'org.places': 'Bound places',
  'org.places.none': 'None. To bind a chat of theirs, write there: org bind {key}',
  'contractTerm.open': '{plan}, from {from}, without end',
  'contractTerm.until': '{plan}, {from} – {to}',
  'contractState.inForce': 'in force',
  'contractState.ended': 'ended',
  'contractState.coming': 'not begun yet',

  'org.added': '{name} has been added.',
  'org.added.next':
    'Next: its contract (contract {key} PLAN 2026-01-01 2026-12-31) and its people (invite {key}).',
  'org.renamed': '{was} is now called {name}.',
  'org.removed': '{name} no longer belongs to {organisation}.',
  'org.removed.bound':
    'Whoever writes in a chat bound to it joins again: remove them from that chat too, if need be.',
  'org.bound': 'Bound: {place}. Whoever writes there belongs to {organisation}.',
  'org.bound.moved': 'It was bound to {before} before.',
  'org.unbound': '{place} is no longer bound to {organisation}. Those who joined there still belong to it.',

  'contract.added': '{organisation} has a new contract: {term}.',
  'contract.ended': 'The contract of {organisation} is now: {term}.',
  'contract.contactAdded': '{name} is now a contact of {organisation}.',

  'invite.done':
    'An invitation to {organisation}, good for {uses, plural, one {# person} other {# people}} and {days, plural, one {# day} other {# days}}. Pass on one of these:',
  'invite.link': 'In Telegram, this link: {link}',
  'invite.line': 'In any messenger, this line, written to me directly: {line}',
  'invite.postHere': 'Post a Join button here',
  'join.offer': 'Do you work at {organisation}? Join, and I handle your requests under its contract.',
  'join.button': 'Join',
  'join.done': 'Welcome to {desk}! You now belong to {organisation}.',
  'join.already': 'You belong to {organisation} already.',

  'link.code':
    'Write this to me within {minutes, plural, one {# minute} other {# minutes}}, in a direct message, from your other account:',
  'link.how': 'In Telegram the command is /link_account with the same code.',
  'link.warning': 'Do not give the code to anybody: whoever uses it sees your tickets.',
  'link.account': '{name} ({platform})',
  'link.done': 'Linked. From now on this account and {accounts} are one.',
  'link.told': 'The account {name} ({platform}) is now linked to yours.',
  'link.effect': 'Tickets, organisations and the language are the same in both.',
  'link.doubt': 'If this was not you, please tell us at once.',

  'error.leadsOnly': '“{verb}” is for the leads of the desk.',
  'error.readByOthers': 'Others would read the answer here. Write “{verb} …” to me directly.',
  'error.argumentsWrong.org':
    'Write one of: org · org KEY · org add KEY NAME · org rename KEY NAME · org bind KEY [team ID] · org unbind [team ID] · org remove KEY @name',
  'error.argumentsWrong.contract':
    'Write one of: contract · contract KEY PLAN FROM [TO] · contract KEY end DATE [PLAN] · contract KEY contact NAME, PHONE, MAIL',
  'error.argumentsWrong.invite': 'Write: invite KEY, or with how many people it is for: invite KEY 20',
  'error.organisationUnknown': 'There is no organisation “{input}”. Did you mean “{suggestion}”?',
  'error.organisationUnknownPlain': 'There is no organisation “{input}”. “org” shows those there are.',
  'error.organisationExists': 'There is an organisation “{key}” already. “org {key}” shows it.',
  'error.organisationKeyWrong':
    '“{input}” cannot be a key. Take up to 32 small letters, digits and hyphens, such as globex; words of the command itself do not count.',
  'error.bindDirect': 'Write this in the chat that is to be bound: whoever writes there will belong.',
  'error.bindQueue': 'This chat is the desk’s own, so it cannot belong to a customer.',
  'error.teamUnnamed':
    'Which workspace? Name its id, such as T0123ABCD, in the messenger that has workspaces: org bind KEY team T0123ABCD',
  'error.notBound': 'This place is not bound to any organisation.',
  'error.notMember': '{name} does not belong to {organisation}.',
  'error.planUnknown': 'There is no plan “{input}”. Did you mean “{suggestion}”?',
  'error.planUnknownPlain': 'There is no plan “{input}”. Choose one of: {choices}.',
  'error.dateUnknown': '“{input}” is no date. Write it as 2026-12-31 or 31.12.2026.',
  'error.datesReversed': 'The contract would end ({to}) before it begins ({from}). Check both dates.',
  'error.contractOverlaps':
    'There is a contract of the plan {plan} in that time already; it begins on {from}. End that one first, or choose other dates.',
  'error.contractMissing':
    '{key} has no contract that is in force or to come. Add one: contract {key} PLAN FROM [TO]',
  'error.contractUnclear': 'There are several contracts. Name the plan after the date, one of: {plans}.',
  'error.contactWrong':
    'I do not understand the contact “{input}”. Write a name, and after commas a phone number and an address: Homer Simpson, +7 495 000-00-00, homer@globex.example',
  'error.usesWrong': 'An invitation can be for 1 to {most, number} people, not “{input}”.',
  'error.invitationUnknown':
    'This invitation is not good (any more): it has been used, is older than a week, or was copied only in part. Please ask for a new one.',
  'error.linkCodeUnknown':
    'This code is not good (any more): it works once and for ten minutes. Write “link-account” in your other messenger for a new one.',
  'error.linkToItself':
    'This is the account that the code came from. Write the line from your other account, in the other messenger.',
  'error.linkInGroup':
    'Others read along here, and whoever has the code could see your tickets. Write “link-account” to me directly.',
} as const;
