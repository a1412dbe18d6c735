// Every sentence a person reads, in Russian: the same keys and parameters as the English catalogue.

import type { Catalogue } from './catalogue.ts';
import { intake } from './ru/intake.ts';
import { organisations } from './ru/organisations.ts';
import { outOfHours } from './ru/out-of-hours.ts';
import { quota } from './ru/quota.ts';
import { signature } from './ru/signature.ts';
import { statement } from './ru/statement.ts';

/** ICU MessageFormat by key; every plural has one, few, many and other. */
export const ru = {
  'command.unknown': 'Я не знаю команды «{input}». Может быть, «{suggestion}»?',
  'command.unknownPlain': 'Я не знаю команды «{input}». Что я понимаю, покажет «help».',

  'error.ticketNotFound': 'Заявки {reference} нет. Доступные вам заявки покажет «list».',
  'error.ticketUnnamed': 'О какой заявке речь? Напишите её номер, например: {verb} {example}',
  'error.alreadyClaimed': 'Заявкой {reference} уже занимается {owner}.',
  'error.alreadyYours': 'Заявка {reference} уже у вас.',
  'error.notClaimed': 'Заявкой {reference} сейчас никто не занимается.',
  'error.assigneeNotAgent':
    '{name} не входит в число агентов этой очереди. Сначала добавьте этого человека в её чат.',
  'error.personUnknown':
    'Я не знаю, кто такой {name}. Укажите имя пользователя в виде «@имя»; этот человек должен хотя бы раз здесь написать.',
  'error.notAllowed': 'Команда «{verb}» — только для агентов этой очереди.',
  'error.wrongStatus': 'Состояние заявки {reference}: {status}. Команда «{verb}» к ней неприменима.',
  'error.textMissing': 'Не хватает текста. Напишите его после команды: {verb} …',
  'error.textTooLong':
    'В этом тексте {length, plural, one {# знак} few {# знака} many {# знаков} other {# знака}}, а в сообщении их может быть не больше {limit, number}. Сократите текст или пришлите его файлом.',
  'error.severityUnknown': 'Я не знаю важности «{input}». Выберите один из них: {choices}.',
  'error.languageUnknown': 'Языка «{input}» я пока не знаю. Выберите один из них: {choices}.',
  'error.anonymous':
    'Вы пишете анонимно, и я не знаю, кто вы. Отключите «Анонимность» в правах администратора и повторите.',
  'error.unavailable':
    'Записи службы поддержки сейчас недоступны, поэтому ничего не сохранено. Повторите через минуту.',
  'error.outcomeUnknown':
    'Связь с записями службы поддержки прервалась в последний момент, и я не знаю, выполнено ли это действие. Проверьте через минуту, например командой «list» или в самой заявке, и повторите, только если его там нет.',
  'error.draftGone': 'На этот вопрос уже есть ответ.',

  'desk.busy':
    'Сейчас слишком много обращений, и это действие не принято. Пожалуйста, повторите через минуту.',

  'severity.critical': 'критичная',
  'severity.high': 'высокая',
  'severity.medium': 'средняя',
  'severity.low': 'низкая',

  'severityChoice.critical': '1 · Критичная: работа остановлена',
  'severityChoice.high': '2 · Высокая: не работает важное',
  'severityChoice.medium': '3 · Средняя: немного мешает',
  'severityChoice.low': '4 · Низкая: вопрос или мелочь',

  'status.new': 'новая',
  'status.open': 'в работе',
  'status.pending': 'ждёт ответа заявителя',
  'status.onHold': 'отложена',
  'status.resolved': 'решена',
  'status.closed': 'закрыта',

  'metric.firstResponse': 'Первый ответ',
  'metric.nextResponse': 'Следующий ответ',
  'metric.resolution': 'Решение',

  'card.requester': 'Заявитель',
  'card.plan': 'План',
  'card.severity': 'Важность',
  'card.status': 'Состояние',
  'card.owner': 'Исполнитель',
  'card.nobody': 'пока никого',
  'card.opened': 'Открыта: {at}',
  'card.noText': '(без текста)',

  'timer.due': '{due}',
  'timer.owed': 'срок ещё не обещан',
  'timer.paused': 'срок приостановлен',
  'timer.met': 'готово: {at}',
  'timer.breached': 'просрочено, срок был: {due}',
  'timer.breachedMet': 'готово с опозданием: {at} (срок был: {due})',
  'timer.unmet': 'без ответа',
  'timer.cancelled': 'больше не требуется',

  'button.claim': 'Взять',
  'button.reply': 'Ответить',
  'button.note': 'Заметка',
  'button.resolve': 'Решена',
  'button.resume': 'Продолжить',
  'button.reopen': 'Открыть снова',
  'button.close': 'Закрыть',
  'button.resend': 'Отправить ещё раз',
  'button.why': 'Почему такой срок?',

  'people.desk': 'Служба поддержки',
  'people.somebody': 'кто-то',
  'people.lead': 'руководитель',

  attachments: '{count, plural, one {# файл} few {# файла} many {# файлов} other {# файла}}',

  'opened.title': 'Заявка {reference} открыта. Важность: {severity}.',
  'opened.due': 'Специалист ответит до срока: {due} ({working}).',
  'opened.owed': 'Специалист возьмёт заявку и сообщит, когда ждать ответа.',
  'opened.noTarget': 'Специалист ответит, как только сможет.',
  'opened.closedNow': 'Сейчас нерабочее время. Начало отсчёта: {opening}.',
  'opened.closedOwed': 'Сейчас нерабочее время. Начало рабочего времени: {opening}.',
  'opened.phone':
    'Если дело не терпит до рабочего времени, позвоните по телефону {phone} и назовите этот номер заявки.',
  'opened.next': 'Чтобы что-то добавить, просто напишите сюда. Ответ тоже придёт сюда.',
  'opened.follows': 'Она продолжает заявку {reference}.',

  'replied.heading': '{name}, заявка {reference}',

  'resolved.heading': 'Заявка {reference} решена. Ответил специалист: {name}',
  'resolved.plain': 'Заявка {reference} решена.',
  'resolved.footer': 'Не помогло? Напишите сюда или нажмите «Открыть снова».',

  'pended.requester':
    'Заявка {reference}: чтобы продолжить, нам нужен ваш ответ. Напишите, пожалуйста, сюда.',

  'reopened.requester': 'Заявка {reference} снова в работе.',

  'closed.requester':
    'Заявка {reference} закрыта. Если есть что добавить, новое сообщение здесь откроет новую заявку.',

  'cancelled.requester': 'Заявка {reference} отменена.',
  'cancelled.reason': 'Причина: {reason}',

  'claimed.agents': 'Заявку {reference} взял агент: {name}.',

  'assigned.agents': '{name}: заявка {reference} передана агенту {owner}.',

  'unclaimed.agents': '{name}: заявка {reference} возвращена в очередь.',

  'written.heading': '{name} (заявитель), заявка {reference}',

  'sent.heading': '{name}: ответ заявителю по заявке {reference}',
  'sent.footer': 'Открыто: отправлено заявителю',

  'edited.heading': '{name}: исправлено сообщение по заявке {reference}',
  'edited.opening': '{name}: исправлен текст заявки {reference}',
  'edited.footer': 'Изменено: {at}',
  'deleted.words': '{name}, заявка {reference}: сообщение удалено (написано: {at})',
  'noted.heading': '{name}: заметка к заявке {reference}',
  'noted.footer': 'Внутреннее: заявитель этого не видит',

  'pended.agents': '{name}: заявка {reference} ждёт ответа заявителя.',

  'resumed.agents': 'Заявка {reference} снова в работе.',

  'resolved.agents': '{name}: заявка {reference} решена.',

  'reopened.agents': '{name}: заявка {reference} открыта снова.',

  'closed.agents': '{name}: заявка {reference} закрыта.',

  'cancelled.agents': '{name}: заявка {reference} отменена.',

  'undelivered.reply': 'Ответ по заявке {reference} не дошёл до заявителя, и срок продолжает идти: {reason}',
  'resent.agents': '{name} отправляет ответ по заявке {reference} ещё раз',
  'error.nothingToResend': 'По заявке {reference} под этим номером нет ничего, что можно отправить ещё раз.',
  'resend.done': 'Отправляю ещё раз по заявке {reference}.',
  'undelivered.other': 'Сообщение заявителю по заявке {reference} не доставлено: {reason}',

  'fileLost.here': '{reference}: файл «{file}» не удалось передать сюда: {reason}.',
  'fileLost.agents':
    '{reference}: файл «{file}» не дошёл до агентов: {reason}. Пришлите его иначе, например частями или ссылкой.',
  'fileLost.requester': '{reference}: файл «{file}» не дошёл до заявителя: {reason}.',
  'fileLost.tooLarge': 'он слишком большой',
  'fileLost.gone': 'его больше нет',
  'fileLost.failed': 'он не передаётся',

  'reminder.percent':
    '{reference} · {metric}: израсходовано {percent} % времени, осталось {left} (срок: {due}).',
  'reminder.left': '{reference} · {metric}: осталось {left} (срок: {due}).',
  'reminder.breach': '{reference} · {metric}: срок истёк ({due}).',
  'reminder.after': '{reference} · {metric}: просрочено на {past} (срок был: {due}).',

  'draft.severity':
    'Насколько это критично? Я открою заявку, как только вы выберете, а если за {wait} не выберете — с уровнем «{severity}».',
  'draft.describe': 'Опишите, пожалуйста, дело в сообщении. Можно приложить файлы.',
  'draft.which': 'К какой заявке это относится?',
  'draft.new': 'Это новое дело',
  'draft.opened': '{reference}: важность — {severity}.',
  'draft.attached': 'Добавлено к заявке {reference}.',
  'draft.dropped': 'Заявка не открыта.',

  'claim.done': 'Заявка {reference} теперь ваша.',

  'unclaim.done': 'Заявка {reference} возвращена в очередь.',

  'pending.done': 'Заявка {reference} теперь ждёт ответа заявителя.',

  'resume.done': 'Заявка {reference} снова в работе.',

  'reopen.done': 'Заявка {reference} снова открыта.',

  'close.done': 'Заявка {reference} закрыта.',

  'reply.done': 'Ваше сообщение по заявке {reference} отправляется.',

  'note.done': 'Заметка к заявке {reference} сохранена. Её видят только агенты.',

  'resolve.done': 'Заявка {reference} решена.',

  'cancel.done': 'Заявка {reference} отменена.',

  'assign.done': 'Заявка {reference} передана агенту {owner}.',

  'lang.done': 'Теперь я говорю с вами по-русски.',

  'new.done': 'Заявка {reference} открыта. Подробности — в наших личных сообщениях.',

  'form.cancel': 'Отмена',

  'new.form.title': 'Новая заявка',
  'new.form.severity': 'Насколько это критично?',
  'new.form.description': 'Что случилось?',
  'new.form.hint': 'Что произошло, чего вы ожидали и с какого времени.',
  'new.form.submit': 'Открыть',

  'reply.form.intro': 'Ваш ответ уйдёт заявителю по заявке {reference}.',
  'reply.form.label': 'Ответ',
  'reply.form.submit': 'Отправить',

  'note.form.intro': 'Заметку к заявке {reference} увидят только агенты.',
  'note.form.label': 'Заметка',
  'note.form.submit': 'Сохранить',

  'resolve.form.intro':
    'Заявка {reference} будет решена. Комментарий уйдёт заявителю как ответ; без него заявитель только узнает, что заявка решена.',
  'resolve.form.label': 'Комментарий',
  'resolve.form.submit': 'Решена',
  'resolve.form.skip': 'Без комментария',

  'list.queue':
    '{count, plural, =0 {В этой очереди нет открытых заявок} one {В этой очереди # открытая заявка} few {В этой очереди # открытые заявки} many {В этой очереди # открытых заявок} other {В этой очереди # открытой заявки}}',
  'list.assigned':
    '{count, plural, =0 {За вами нет открытых заявок} one {За вами # открытая заявка} few {За вами # открытые заявки} many {За вами # открытых заявок} other {За вами # открытой заявки}}',
  'list.own':
    '{count, plural, =0 {У вас нет открытых заявок} one {У вас # открытая заявка} few {У вас # открытые заявки} many {У вас # открытых заявок} other {У вас # открытой заявки}}',
  'list.more': 'Показаны самые срочные, всего {count}. Любую другую покажет «show» с её номером.',
  'list.none': 'Открыть заявку: «new».',
  'list.show': 'Показать',
  'list.line': '{severity} · {status}',
  'list.due': '{metric}: {due}',
  'list.ownedBy': 'исполнитель: {owner}',

  'why.title': 'Как получаются сроки заявки {reference}',
  'why.none': 'По плану заявки {reference} сроков нет.',
  'why.target': '{metric}: {working}, отсчёт: {start}',
  'why.targetOn': '{metric}: {working} по календарю «{calendar}», отсчёт: {start}',
  'why.promised': '{metric}: {working}, обещано: {start}',
  'why.owed': '{metric}: по плану срок называет агент; он ещё не назван',
  'why.revised': '{metric}: срок изменили уже после ответа; решение по ответу остаётся прежним',
  'why.segment.owed': '• {span}: срок ещё не обещан',
  'why.segment.worked': '• {span}: учтено {counted}',
  'why.segment.resumed': '• {span}: отсчёт продолжен, учтено {counted}',
  'why.segment.called': '• {span}: учтено {counted} по календарю, действующему после звонка',
  'why.segment.closed': '• {span}: нерабочее время',
  'why.segment.holiday': '• {span}: праздник',
  'why.segment.exception': '• {span}: нерабочее время в виде исключения',
  'why.segment.paused': '• {span}: приостановлено',
  'why.segment.rest': '• {span}: учтено в сумме {counted}',
  'why.segment.late': '• {span}: просрочено',
  'why.state': '→ {state}',
  'why.paused': 'приостановлен, осталось {left}',
  'why.due': 'срок: {due}',
  'why.earlier':
    '{count, plural, one {Ещё # прежний срок не показан.} few {Ещё # прежних срока не показаны.} many {Ещё # прежних сроков не показаны.} other {Ещё # прежнего срока не показаны.}}',
  'why.chart.title': '{reference} · {metric}',
  'why.chart.subtitle': '{working} · {state}',
  'why.chart.worked': 'учтено',
  'why.chart.left': 'осталось',
  'why.chart.spare': 'в запасе',
  'why.chart.answeredLate': 'с опозданием: {at}',
  'why.chart.closed': 'нерабочее',
  'why.chart.holiday': 'праздник',
  'why.chart.exception': 'исключение',
  'why.chart.paused': 'пауза',
  'why.chart.owed': 'не обещано',
  'why.chart.rest': 'и так далее',
  'why.chart.late': 'просрочено',
  'why.chart.now': 'сейчас',
  'why.chart.answer': 'ответ',

  'help.title': 'Что можно сказать',
  'help.footer':
    'В обсуждении и в личных сообщениях номер заявки можно не писать. Всё остальное, что вы мне напишете, станет частью заявки.',
  'help.agentFooter':
    'В обсуждении заявки её номер можно не писать. Простое сообщение там — заметка, которую видят только агенты.',
  'help.new': 'открывает заявку',
  'help.list': 'показывает открытые заявки',
  'help.show': 'показывает заявку',
  'help.claim': 'берёт заявку',
  'help.unclaim': 'возвращает заявку в очередь',
  'help.assign': 'передаёт заявку агенту',
  'help.reply': 'отвечает другой стороне',
  'help.note': 'пишет заметку, которую видят только агенты',
  'help.pending': 'ждёт ответа заявителя',
  'help.resume': 'продолжает работу над ожидающей заявкой',
  'help.resolve': 'завершает работу, с комментарием или без',
  'help.reopen': 'снова открывает решённую заявку',
  'help.cancel': 'отменяет заявку, которой ответ больше не нужен',
  'help.close': 'закрывает заявку насовсем',
  'help.why': 'объясняет, как получаются сроки',
  'help.lang': 'выбирает язык, на котором я говорю с вами',
  'help.help': 'показывает этот список',

  'welcome.title': 'Здравствуйте! Это {desk}.',
  'welcome.how':
    'Опишите дело в сообщении, при желании с файлами. Я спрошу, насколько оно критично, открою заявку и принесу сюда каждый ответ.',
  'welcome.more': '/list покажет ваши заявки, /help — всё остальное.',

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

  'error.promiseNotOwed': 'По заявке {reference} обещать нечего: срок задан планом или ответ уже дан.',
  'error.durationUnknown': 'Я не понимаю срока «{input}». Напишите так: {verb} 90m, {verb} 4h или {verb} 2d.',
  'held.requester': 'Заявка {reference}: мы ждём ответа третьей стороны и продолжим, как только его получим.',
  'held.agents': '{name}: заявка {reference} отложена.',
  'severityChanged.requester': 'Важность заявки {reference} теперь: {severity}.',
  'severityChanged.agents': '{name}: важность заявки {reference} теперь {severity}.',
  'promised.requester': '{name} занимается заявкой {reference} и обещает ответ.',
  'promised.agents': '{name}: заявителю по заявке {reference} обещан ответ, срок — {working}.',
  'due.requester': 'Срок ответа: {due}.',
  'severity.done': 'Важность заявки {reference} теперь {severity}.',
  'promise.done': 'Обещано. Срок ответа по заявке {reference}: {due}.',
  'hold.done': 'Заявка {reference} отложена.',
  'claim.promise': 'Срок ответа план оставляет вам. Пообещайте его: promise {reference} 4h',
  'promise.form.intro': 'За какое рабочее время вы ответите по заявке {reference}? Заявитель об этом узнает.',
  'promise.form.label': 'Срок, например 90m, 4h или 2d',
  'promise.form.submit': 'Обещать',
  'help.severity': 'меняет важность заявки',
  'help.resend': 'отправляет ещё раз то, что не дошло',
  'help.promise': 'обещает заявителю ответ в срок',
  'help.hold': 'ждёт третью сторону',
  'button.promise': 'Обещать срок',

  'button.acknowledge': 'Вижу',
  'digest.title':
    '{queue}: {count, plural, one {# напоминание} few {# напоминания} many {# напоминаний} other {# напоминания}}',
  'digest.more': '… и ещё {count}. Все покажет «list».',
  'reminder.passed': 'За это время не отправлено: {steps}',
  'acknowledged.agents': '{name} в курсе: {reference} · {metric}.',
  'acknowledge.done': 'Не напоминаю о {reference} · {metric}, пока дело не станет срочнее.',
  'help.acknowledge': 'отключает напоминание',
  ...intake,
  ...organisations,
  ...outOfHours,
  ...quota,
  ...signature,
  ...statement,
} as const satisfies Catalogue;
