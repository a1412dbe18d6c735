// Every sentence a person reads, in English: the catalogue that fixes the keys and their parameters.

/** ICU MessageFormat by key. Plain text: what renders a message escapes it and adds any markup. */
export const en = {
  'command.unknown': 'I do not know “{input}”. Did you mean “{suggestion}”?',

  'ticket.notFound': 'There is no ticket {reference}.',

  'claim.lost': '{owner} already has {reference}.',

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
} as const;
