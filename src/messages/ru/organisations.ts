// What is said of organisations, in Russian: the same keys and parameters as in English.

export const organisations = {
  'platform.slack': 'Slack',
  'platform.telegram': 'Telegram',
  'place.chat': 'чат {platform} {place}',
  'place.team': 'рабочее пространство {platform} {place}',

  'help.org': 'ведёт список организаций, которые мы обслуживаем (для руководителей)',
  'help.contract': 'показывает ваш договор; руководители добавляют и завершают договоры',
  'help.invite': 'приглашает людей в организацию (для руководителей)',
  'help.join': 'присоединяет к организации по приглашению',
  'help.linkAccount': 'связывает ваши учётные записи в разных мессенджерах',

  'entitlement.open': 'План: {plan}.',
  'entitlement.until': 'План: {plan}, действует до {to}',
  'entitlement.default': 'Договора пока нет; заявки обрабатываются по плану «{plan}».',
  'entitlement.expired':
    'Срок договора закончился: последний день — {date} Пока не начнётся новый, заявки обрабатываются по плану «{plan}».',

  'org.list':
    '{count, plural, one {# организация} few {# организации} many {# организаций} other {# организации}}',
  'org.none': 'Пока нет ни одной. Добавьте первую: org add globex ООО «Глобэкс»',
  'org.more': '… и ещё {more}. Любую покажет «org КЛЮЧ», все сразу — «deskhand export».',
  'org.title': '{name} ({key})',
  'org.contracts': 'Договоры',
  'org.contracts.none': 'Пока нет. Добавить: contract {key} ПЛАН 2026-01-01 2026-12-31',
  'org.contact': 'контакт: {contact}',
  'org.quota': 'Приоритетные инциденты',
  'org.quota.left': 'осталось {remaining} из {granted} в этом договорном году',
  'org.people': 'Люди',
  'org.people.none': 'Пока никого. Пригласить: invite {key}',
  'org.people.more': '… и ещё {count}',
  'org.places': 'Привязанные чаты',
  'org.places.none': 'Нет. Чтобы привязать чат организации, напишите в нём: org bind {key}',
  'contractTerm.open': '{plan}, с {from} без срока окончания',
  'contractTerm.until': '{plan}, {from} – {to}',
  'contractState.inForce': 'действует',
  'contractState.ended': 'закончился',
  'contractState.coming': 'ещё не начался',

  'org.added': 'Организация «{name}» добавлена.',
  'org.added.next': 'Дальше: договор (contract {key} ПЛАН 2026-01-01 2026-12-31) и люди (invite {key}).',
  'org.renamed': 'Организация «{was}» теперь называется «{name}».',
  'org.removed': '{name} больше не относится к организации «{organisation}».',
  'org.removed.bound':
    'Кто напишет в привязанном к ней чате, присоединится снова: при необходимости удалите человека и оттуда.',
  'org.bound': 'Привязано: {place}. Все, кто там пишет, относятся к организации «{organisation}».',
  'org.bound.moved': 'Раньше это место было привязано к организации «{before}».',
  'org.unbound':
    'Привязка к организации «{organisation}» снята: {place}. Те, кто уже присоединился, остаются в ней.',

  'contract.added': 'У организации «{organisation}» новый договор: {term}',
  'contract.ended': 'Договор организации «{organisation}» теперь такой: {term}',
  'contract.contactAdded': '{name} теперь контактное лицо организации «{organisation}».',

  'invite.done':
    'Приглашение в организацию «{organisation}» для {uses, plural, one {# человека} few {# человек} many {# человек} other {# человека}}, действует {days, plural, one {# день} few {# дня} many {# дней} other {# дня}}. Передайте одно из этого:',
  'invite.link': 'Для Telegram — ссылку: {link}',
  'invite.line': 'Для любого мессенджера — строку, которую нужно написать мне в личные сообщения: {line}',
  'invite.postHere': 'Показать здесь кнопку «Присоединиться»',
  'join.offer':
    'Вы работаете в организации «{organisation}»? Присоединяйтесь, и ваши заявки будут обрабатываться по её договору.',
  'join.button': 'Присоединиться',
  'join.done': 'Добро пожаловать, это {desk}! Теперь вы относитесь к организации «{organisation}».',
  'join.already': 'Вы уже относитесь к организации «{organisation}».',

  'link.code':
    'Напишите это мне в личные сообщения с другой вашей учётной записи. Код действует {minutes, plural, one {# минуту} few {# минуты} many {# минут} other {# минуты}}:',
  'link.how': 'В Telegram команда пишется так: /link_account и тот же код.',
  'link.warning': 'Никому не передавайте код: кто им воспользуется, увидит ваши заявки.',
  'link.account': '{name} ({platform})',
  'link.done': 'Готово. Теперь эта учётная запись и {accounts} — одно целое.',
  'link.told': 'Учётная запись {name} ({platform}) теперь связана с вашей.',
  'link.effect': 'Заявки, организации и язык у них общие.',
  'link.doubt': 'Если это были не вы, сразу сообщите нам.',

  'error.leadsOnly': 'Команда «{verb}» — только для руководителей службы поддержки.',
  'error.readByOthers': 'Здесь ответ прочитают и другие. Напишите «{verb} …» мне в личные сообщения.',
  'error.argumentsWrong.org':
    'Напишите одно из: org · org КЛЮЧ · org add КЛЮЧ НАЗВАНИЕ · org rename КЛЮЧ НАЗВАНИЕ · org bind КЛЮЧ [team ID] · org unbind [team ID] · org remove КЛЮЧ @имя',
  'error.argumentsWrong.contract':
    'Напишите одно из: contract · contract КЛЮЧ ПЛАН С [ПО] · contract КЛЮЧ end ДАТА [ПЛАН] · contract КЛЮЧ contact ИМЯ, ТЕЛЕФОН, ПОЧТА',
  'error.argumentsWrong.invite': 'Напишите: invite КЛЮЧ, или с числом людей: invite КЛЮЧ 20',
  'error.organisationUnknown': 'Организации «{input}» нет. Может быть, «{suggestion}»?',
  'error.organisationUnknownPlain': 'Организации «{input}» нет. Список покажет «org».',
  'error.organisationExists': 'Организация «{key}» уже есть. Её покажет «org {key}».',
  'error.organisationKeyWrong':
    '«{input}» не подходит как ключ. Возьмите до 32 строчных латинских букв, цифр и дефисов, например globex; слова самой команды не подходят.',
  'error.bindDirect':
    'Напишите это в том чате, который нужно привязать: все, кто в нём пишет, будут относиться к организации.',
  'error.bindQueue': 'Это чат самой службы поддержки, заказчику он принадлежать не может.',
  'error.teamUnnamed':
    'Какое рабочее пространство? Укажите его идентификатор, например T0123ABCD, в том мессенджере, где они есть: org bind КЛЮЧ team T0123ABCD',
  'error.notBound': 'Это место не привязано ни к одной организации.',
  'error.notMember': '{name} не относится к организации «{organisation}».',
  'error.planUnknown': 'Плана «{input}» нет. Может быть, «{suggestion}»?',
  'error.planUnknownPlain': 'Плана «{input}» нет. Выберите один из них: {choices}.',
  'error.dateUnknown': '«{input}» — не дата. Напишите её так: 2026-12-31 или 31.12.2026.',
  'error.datesReversed': 'Договор закончился бы ({to}) раньше, чем начался ({from}). Проверьте обе даты.',
  'error.contractOverlaps':
    'На это время уже есть договор по плану {plan}, он начинается {from} Сначала завершите его или выберите другие даты.',
  'error.contractMissing':
    'У организации {key} нет ни действующего, ни будущего договора. Добавить: contract {key} ПЛАН С [ПО]',
  'error.contractUnclear': 'Договоров несколько. Укажите после даты план, один из: {plans}.',
  'error.contactWrong':
    'Я не понимаю контакт «{input}». Напишите имя, а через запятую телефон и почту: Иван Петров, +7 495 000-00-00, ivan@globex.example',
  'error.usesWrong': 'Приглашение может быть на число людей от 1 до {most, number}, а не «{input}».',
  'error.invitationUnknown':
    'Это приглашение не действует: им уже воспользовались, ему больше недели или оно скопировано не целиком. Попросите, пожалуйста, новое.',
  'error.linkCodeUnknown':
    'Этот код не действует: он годится на один раз и на десять минут. Новый вы получите, написав «link-account» в другом мессенджере.',
  'error.linkToItself':
    'Код получен с этой же учётной записи. Напишите строку с другой — в другом мессенджере.',
  'error.linkInGroup':
    'Здесь читают и другие, а получивший код увидел бы ваши заявки. Напишите «link-account» мне в личные сообщения.',
} as const;
