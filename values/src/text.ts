// Zero-width signs, the byte order mark and directional marks survive a copy from a spreadsheet or a chat and are never meant.
const invisible = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]/g;

/**
 * One written form of a text: Unicode NFKC (full-width signs become half-width), no invisible signs, no space at the ends,
 * one plain space between words.
 */
export function normaliseText(text: string): string {
  // Joining after a removal can compose anew, so NFKC comes last as well: the result is its own normal form.
  return text
    .normalize('NFKC')
    .replace(invisible, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .normalize('NFKC');
}

/** True when nothing is left of a text after normalising; absent counts as blank. */
export function isBlank(text: string | null | undefined): boolean {
  return text === null || text === undefined || normaliseText(text) === '';
}

/** The text as one unbroken code: normalised, upper-case, without spaces, hyphens or the apostrophe with which a spreadsheet marks text. */
export function compactCode(text: string): string {
  return normaliseText(text)
    .replace(/^['‘’]/, '')
    .replace(/[\s\-‐‑–—−]/g, '')
    .toUpperCase();
}
