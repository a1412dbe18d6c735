// Contacts as people write them: `Anna Ivanova, +7 495 000-00-00, anna@globex.example`.
import type { Contact } from './contract.ts';

const phoneForm = /^\+?\d{5,15}$/;
/** Enough to tell an address from a slip; whether it exists, only a message to it would show. */
const emailForm = /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;.]{2,}$/;
const longestName = 100;

/** The contact; null for a text without a name first, or with a part that is neither a phone number nor an address. */
export function parseContact(text: string): Contact | null {
  const [name = '', ...rest] = text.split(',').map((part) => part.trim().replaceAll(/\s+/g, ' '));
  if (name === '' || name.length > longestName || /[;@]/.test(name) || /^\+?[\d\s()-]+$/.test(name))
    return null;
  let contact: Contact = { name, phone: null, email: null };
  for (const part of rest.filter((each) => each !== '')) {
    const phone = part.replaceAll(/[\s().-]/g, '');
    if (phoneForm.test(phone) && contact.phone === null) contact = { ...contact, phone };
    else if (emailForm.test(part) && contact.email === null) contact = { ...contact, email: part };
    else return null;
  }
  return contact;
}

/** The contact as `parseContact` reads it. */
export const contactText = ({ name, phone, email }: Contact): string =>
  [name, phone, email].filter((part) => part !== null).join(', ');
