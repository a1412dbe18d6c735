// What is said of stages, samples, databases and other queues' tickets, in Russian.

export const signature = {
  'error.otherQueue':
    'Заявка {reference} находится в очереди «{queue}», и команда «{verb}» доступна только агентам этой очереди. Вы можете следить за ней командами «show» и «why».',
  'error.noStages':
    'У заявок такого вида, как {reference}, стадий нет. Ответить можно командой «reply», завершить работу — командой «resolve».',
  'error.stageUnknown': 'Стадия «{input}» мне не известна. Выберите одну из следующих: {choices}.',
  'error.versionUnknown': '«{input}» не похоже на версию. Напишите её цифрами: {verb} 2026.11.22.1200',
  'error.databasesOlder':
    'Версия {version} старше последней известной, {latest}. Если так и нужно, напишите: databases set {version} force',

  'opened.stage': 'Стадия: {stage}. О каждой следующей вы узнаете здесь.',
  'opened.urgent': 'Эта заявка выполняется в первую очередь, срок выполнения: {due}.',

  'button.stage': 'Стадия',

  'stage.ask': 'Заявка {reference} находится на стадии «{stage}». Какой стадии она достигла?',
  'stage.askFirst': 'Какой стадии достигла заявка {reference}?',
  'stage.done': 'Заявка {reference} достигла стадии «{stage}». Заявителю сообщено.',
  'stage.same': 'Заявка {reference} уже находится на стадии «{stage}».',
  'stage.suggest':
    'Чтобы новые заявки принимались с этими базами или новее, напишите: databases set {version}',
  'stage.agents': '{name}: заявка {reference} достигла стадии «{stage}».',
  'stage.version': 'Базы: {version}',
  'stage.requester': 'Заявка {reference} теперь на стадии «{stage}».',
  'stage.heading': '{name} по заявке {reference}: {stage}',
  'stage.update': 'Пожалуйста, обновите антивирусные базы до версии {version} или новее.',
  'stage.form.reason': 'Заявка {reference} перейдёт на стадию «{stage}». Причину прочитает заявитель.',
  'stage.form.version':
    'Заявка {reference} перейдёт на стадию «{stage}». Заявителю будет предложено обновиться до указанной вами версии.',
  'stage.form.reasonLabel': 'Причина',
  'stage.form.versionLabel': 'Версия баз, а после неё, если нужно, слова заявителю',
  'stage.form.submit': 'Сообщить',
  'help.stage': 'отмечает, какой стадии достигла заявка',

  'sample.caption': '{reference} · образец {number}, в архиве с паролем {password}\nSHA-256: {sha256}',
  'sample.agents': '{reference}: образец ({size}) получен, он в архиве с паролем {password}.',
  'sample.requester': '{reference}: ваш файл ({size}) передан в закрытом архиве в очередь «{queue}».',
  'sample.hash': 'SHA-256: {sha256}',
  'sample.differs.agents': 'Это не тот хеш, что указан в форме: {typed}',
  'sample.differs.requester':
    'В форме указан другой хеш: {typed}. Если вы имели в виду другой файл, пришлите его, пожалуйста, сюда.',

  'databases.none':
    'Версия антивирусных баз ещё не задана, поэтому подходит любая. Задать её можно так: databases set 2026.11.22.1200',
  'databases.latest': 'Последняя известная версия антивирусных баз — {version}, задана {at}.',
  'databases.latestBy': 'Последняя известная версия антивирусных баз — {version}, её задал(а) {name} {at}.',
  'databases.done':
    'Последняя версия антивирусных баз теперь {version}. Тех, у кого базы старше, я попрошу сначала обновиться.',
  'claim.promise.resolution': 'Срок выполнения план оставляет вам. Пообещайте его: promise {reference} 8h',
  'promise.resolution.form.intro':
    'За какое рабочее время будет выполнена заявка {reference}? Заявитель об этом узнает.',

  'help.databases': 'показывает или задаёт последнюю версию антивирусных баз',
} as const;
