// What organisations are called by those who type it.

/** Small letters, digits and hyphens, as in `globex`; short enough for any button. */
const keyForm = /^[a-z0-9][a-z0-9-]{0,31}$/;

/** Words that commands take in place of a key. */
const reserved: ReadonlySet<string> = new Set(['add', 'rename', 'bind', 'unbind', 'remove', 'team']);

export const isOrganisationKey = (text: string): boolean => keyForm.test(text) && !reserved.has(text);

/** The longest name that fits wherever names are shown. */
export const longestOrganisationName = 120;
