// Instants as people read them, in the desk's own time zone.
let timezone = 'UTC';

export function useTimezone(name) {
  timezone = name;
}

const formatted = (at, options) =>
  new Intl.DateTimeFormat('en-GB', { ...options, timeZone: timezone }).format(at);

export const timeOf = (at) => formatted(at, { hour: '2-digit', minute: '2-digit' });
export const dayOf = (at) => formatted(at, { weekday: 'long', day: 'numeric', month: 'long' });
export const zoneCity = () => timezone.split('/').at(-1).replaceAll('_', ' ');
