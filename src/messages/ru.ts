// Every sentence a person reads, in Russian: the same keys and parameters as the English catalogue.

import type { Catalogue } from './catalogue.ts';

/** ICU MessageFormat by key; every plural has one, few, many and other. */
export const ru = {
  'command.unknown': 'Не знаю команды «{input}». Может быть, «{suggestion}»?',

  'ticket.notFound': 'Обращения {reference} нет.',

  'claim.lost': 'Обращением {reference} уже занимается {owner}.',

  'time.today': 'сегодня, {clock} {zone}',
  'time.tomorrow': 'завтра, {clock} {zone}',
  'time.yesterday': 'вчера, {clock} {zone}',
  'time.weekday': '{weekday}, {clock} {zone}',
  'time.date': '{date}, {clock} {zone}',

  'duration.days': '{days} д',
  'duration.hours': '{hours} ч',
  'duration.minutes': '{minutes} мин',
  'duration.seconds': '{seconds} с',

  'workingTime.hours':
    '{hours, plural, one {# рабочий час} few {# рабочих часа} many {# рабочих часов} other {# рабочего часа}}',
  'workingTime.minutes':
    '{minutes, plural, one {# рабочая минута} few {# рабочие минуты} many {# рабочих минут} other {# рабочей минуты}}',
  'workingTime.mixed': '{duration} рабочего времени',
} as const satisfies Catalogue;
