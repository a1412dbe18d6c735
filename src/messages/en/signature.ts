// What is said of stages, samples, databases and other queues' tickets, in English.

export const signature = {
  'error.otherQueue':
    '{reference} belongs to “{queue}”, and only the agents of that queue can “{verb}” it. You can follow it with “show” and “why”.',
  'error.noStages': '{reference} is of a kind without stages. “reply” answers it, “resolve” ends it.',
  'error.stageUnknown': 'I do not know the stage “{input}”. Choose one of: {choices}.',
  'error.versionUnknown': '“{input}” is not a version. Write it in numbers: {verb} 2026.11.22.1200',
  'error.databasesOlder':
    'Version {version} is older than the latest one known, {latest}. If you mean it, write: databases set {version} force',

  'opened.stage': 'Stage: {stage}. You will be told of each further one.',
  'opened.urgent': 'It is handled before others and is to be done by {due}.',

  'button.stage': 'Stage',

  'stage.ask': '{reference} is at the stage “{stage}”. Which one has it reached?',
  'stage.askFirst': 'Which stage has {reference} reached?',
  'stage.done': '{reference} has reached the stage “{stage}”. The requester is told.',
  'stage.same': '{reference} is at the stage “{stage}” already.',
  'stage.suggest': 'To ask for these databases in new requests from now on, write: databases set {version}',
  'stage.agents': '{name}: {reference} has reached the stage “{stage}”.',
  'stage.version': 'Databases: {version}',
  'stage.requester': '{reference} is now at the stage “{stage}”.',
  'stage.heading': '{name} on {reference}: {stage}',
  'stage.update': 'Please update the antivirus databases to {version} or later.',
  'stage.form.reason': '{reference} will be at the stage “{stage}”. The requester reads the reason.',
  'stage.form.version':
    '{reference} will be at the stage “{stage}”. The requester is asked to update to the version that you name.',
  'stage.form.reasonLabel': 'Reason',
  'stage.form.versionLabel': 'Version of the databases, and after it any words to the requester',
  'stage.form.submit': 'Tell',
  'help.stage': 'says which stage a request has reached',

  'sample.caption':
    '{reference} · sample {number}, in an archive with the password {password}\nSHA-256: {sha256}',
  'sample.agents': '{reference}: a sample of {size} is here in an archive with the password {password}.',
  'sample.requester': '{reference}: your file of {size} has been handed over, sealed, to “{queue}”.',
  'sample.hash': 'SHA-256: {sha256}',
  'sample.differs.agents': 'It is not the hash given in the form: {typed}',
  'sample.differs.requester':
    'The form gives another hash: {typed}. If this is not the file you meant, please send that one here.',

  'databases.none':
    'No version of the antivirus databases is known yet, so any is accepted. Set it like this: databases set 2026.11.22.1200',
  'databases.latest': 'The latest antivirus databases known are {version}, set {at}.',
  'databases.latestBy': 'The latest antivirus databases known are {version}, set by {name} {at}.',
  'databases.done':
    'The latest antivirus databases are now {version}. Whoever has older ones is asked to update before a request.',
  'claim.promise.resolution':
    'Its plan leaves to you by when it is done. Promise a time: promise {reference} 8h',
  'promise.resolution.form.intro':
    'Within which working time will {reference} be done? The requester is told.',

  'help.databases': 'shows or sets the latest version of the antivirus databases',
} as const;
