// What Slack takes for an address of the web, in a view as in what people type.

/** Whether `text` is a whole address of a page, its protocol included. */
export const isWebAddress = (text: string): boolean => /^https?:\/\//i.test(text) && URL.canParse(text);
