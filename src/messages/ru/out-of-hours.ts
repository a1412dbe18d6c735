// What is said of phone calls, paging and promises that are owed, in Russian.

export const outOfHours = {
  'error.callInFuture': 'Звонок нельзя записать раньше, чем он поступил. Проверьте время.',
  'error.phoneUnknown':
    'Не вижу номера телефона в «{input}». Начните с него, например: call +7 495 000-00-00 Анна в 21:40',
  'error.timeUnknown': 'Времени «{input}» не бывает. Напишите, например: в 21:40',
  'error.callWithoutText':
    'О чём звонок? Чтобы открыть заявку, напишите это после двоеточия, например: call +7 495 000-00-00 Анна: high: сканер останавливается',
  'error.callElsewhere':
    'Заявку для позвонившего открывают в чате её агентов. Если заявка уже есть, назовите её: call ACME-118 +7 495 000-00-00',
  'error.pageOver': 'На звонок по заявке {reference} уже ответили. Вам ничего делать не нужно.',
  'error.pageNotYours': 'По заявке {reference} вас не вызывали, и вы не агент её очереди.',

  'call.form.title': 'Записать звонок',
  'call.form.intro': 'Звонок будет записан в заявке {reference}. В нерабочее время будет вызван дежурный.',
  'call.form.introNew': 'Откроется заявка для позвонившего. В нерабочее время будет вызван дежурный.',
  'call.form.number': 'С какого номера звонили?',
  'call.form.caller': 'Кто звонил?',
  'call.form.time': 'Когда?',
  'call.form.timeHint': 'Например, 21:40; если сегодня это время ещё не наступило, имеется в виду вчера.',
  'call.form.label': 'Номер, имя и время, например: +7 495 000-00-00 Анна в 21:40',
  'call.form.labelNew': 'Номер, имя и суть, например: +7 495 000-00-00 Анна: high: сканер останавливается',
  'call.form.submit': 'Записать',
  'call.done': 'Звонок записан в заявке {reference}: {at}.',
  'call.opened': 'Открыта заявка {reference}, позвонивший: {from}. Звонок записан: {at}.',
  'help.call': 'записывает звонок в заявку или открывает по нему новую',

  'called.agents': '{name}: в заявке {reference} записан звонок. Звонил(а) {from}, {at}.',
  'called.clock': 'С момента звонка время по заявке идёт круглосуточно.',
  'called.inHours': 'Сейчас рабочее время, поэтому дежурного не вызываем.',
  'called.requester': 'Звонок по заявке {reference} записан: {at}.',

  'button.acknowledgePage': 'Принять вызов',
  'paged.agents': 'По заявке {reference} вызваны: {names}.',
  'paged.nobody': 'На вызов по заявке {reference} никто не ответил, и больше вызвать некого.',
  'paged.callBack': 'Пожалуйста, перезвоните: {from}.',
  'page.title':
    '{reference}, важность — {severity}: звонок в нерабочее время. Пожалуйста, займитесь заявкой.',
  'page.called': 'Звонил(а) {from}, {at}.',
  'page.how': 'Если берётесь, нажмите «Принять вызов»; иначе следующий вызов будет через {wait}.',
  'pageAcknowledged.agents': '{name}: вызов по заявке {reference} принят.',
  'pageAcknowledged.rest': 'Вам ничего делать не нужно.',
  'pageAcknowledged.done': 'Заявка {reference} за вами. Больше никого не вызываем.',
  'pageAcknowledged.next': 'Возьмите заявку в её обсуждении и ответьте там.',
  'help.acknowledge-page': 'принимает вызов',

  'byPhone.agents':
    'Написать заявителю нельзя ({name}). Пожалуйста, сообщите об этом по телефону, заявка {reference}: {phone}',
  'byPhone.footer': 'Публично: сообщите заявителю по телефону',
  'byPhone.done': 'По заявке {reference} записано как сказанное по телефону. Сообщите заявителю: {phone}',

  'reminder.owed':
    '{reference} · {metric}: заявителю ещё не обещан срок, с обращения прошло: {waited}. Пообещайте его: promise {reference} 4h',
  'promised.resolution.requester': '{name} занимается заявкой {reference} и обещает её выполнить.',
  'promised.resolution.agents': '{name}: заявителю обещано выполнить заявку {reference}, срок — {working}.',
  'due.resolution.requester': 'Срок: {due}.',
  'promise.resolution.done': 'Обещано. Заявка {reference} должна быть выполнена к сроку: {due}.',
} as const;
