/** The present moment; given to whatever needs it, never read. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();

/** The calendar day, YYYY-MM-DD, of an instant in a time zone. */
export function dayIn(timeZone: string, instant: string): string {
  return formatterFor(timeZone).format(new Date(instant));
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterFor(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formatters.set(timeZone, formatter);
  }
  return formatter;
}
