// What is said of intake, in English.

export const intake = {
  'draft.organisation': 'For which organisation is this?',
  'draft.priority':
    '{left, plural, one {Use your last remaining priority incident?} other {Use 1 of your {left} remaining priority incidents?}}',
  'draft.priority.label': 'Use a priority incident?',
  'draft.priority.use': 'Use one ({left} left)',
  'draft.priority.useAny': 'Use one, if any is left',
  'draft.priority.without': 'Go on without',
  'draft.priority.wait': 'Without an answer within {wait} I go on without.',

  'new.form.other': 'For “{title}” write: {command}',

  'form.question': '{number}/{count} · {label}',
  'form.now': 'Your answer so far: {answer}',
  'form.yes': 'Yes',
  'form.no': 'No',
  'form.keep': 'Leave as it is',
  'form.back': 'Back',
  'form.skip': 'Skip',
  'form.review': '{title}: please check your answers.',
  'form.reviewHint': 'Anything you write now is added to the description.',
  'form.none': '(none)',
  'form.change': 'Change: {label}',
  'form.send': 'Send',
  'form.aside': '“{title}” is not sent yet and waits for you with all your answers.',
  'form.continue': 'Continue',
  'form.again': 'Try again',
  'form.expected.hash': 'SHA-256, SHA-1 or MD5: 64, 40 or 32 digits from 0 to 9 and letters from a to f.',
  'form.expected.url': 'An address that begins with http:// or https://.',
  'form.expected.version': 'Numbers with dots between, such as 2026.11.22.0900.',
  'form.expected.date': 'A date such as 2026-12-31 or 31.12.2026.',
  'form.expected.file': 'Please send the file in a message.',
  'form.expected.words': 'Please write the answer in a message.',
  'form.oneOf': 'One of these is enough: {labels}.',
  'form.description': 'Description',

  'answer.missing': 'An answer is needed here. Please write it in a message or choose one.',
  'answer.tooLong':
    'This answer has {length, number} characters, and there is room for {limit, number}. Please shorten it; the description takes more.',
  'answer.notAsAsked': 'This answer is not in the form that is asked for. Please look at the question again.',
  'answer.notAChoice': 'This is none of the choices. Please press one of the buttons.',
  'answer.notYesOrNo': 'Please answer yes or no.',
  'answer.notAHash':
    'This is no hash. Please send a SHA-256, SHA-1 or MD5: 64, 40 or 32 digits from 0 to 9 and letters from a to f.',
  'answer.notAUrl': 'This is no address. Please send one that begins with http:// or https://.',
  'answer.notAVersion':
    'This is no version. Please write numbers with dots between, such as 2026.11.22.0900.',
  'answer.notADate': 'There is no such date. Please write it as 2026-12-31 or 31.12.2026.',
  'answer.fileMissing': 'A file is needed here. Please send it in a message.',
  'answer.wordsMissing':
    'I keep the file with your request, but this question needs words. Please answer it in a message.',

  'error.databasesOutdated': 'You have {given}; the latest is {latest}. Update, then give the new version.',
  'error.notInvited':
    'Here the desk helps by invitation only. Please ask the person at your company who deals with our support for an invitation; with it you can write here at once.',
  'error.notInvited.phone': 'If you cannot reach them, please call {phone}.',
} as const;
