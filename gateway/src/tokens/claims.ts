/** What a token says of its bearer. */
export interface TokenClaims {
  readonly subject: string;
  readonly tokenId: string;
  /** When the token was made, ISO 8601. */
  readonly issuedAt: string;
  readonly role: string;
  readonly divisions: readonly string[];
  readonly organisation: string | null;
}

const name = /^[^\s\p{C}]{1,128}$/u;
const code = /^[\w.:-]{1,64}$/;
const mostDivisions = 100;

/** The claims of a verified token, or `null` when one has not the form that it should have. */
export function claimsOf(payload: Readonly<Record<string, unknown>>): TokenClaims | null {
  const { sub, jti, iat, role, divisions = [], organisation = null } = payload;
  if (!isText(sub, name) || !isText(jti, name) || !isText(role, code)) return null;
  const issuedAt = instantOf(iat);
  if (issuedAt === null) return null;
  if (!Array.isArray(divisions) || divisions.length > mostDivisions) return null;
  const places = divisions.filter((place) => isText(place, code));
  if (places.length !== divisions.length) return null;
  if (organisation !== null && !isText(organisation, name)) return null;
  return { subject: sub, tokenId: jti, issuedAt, role, divisions: places, organisation };
}

function instantOf(seconds: unknown): string | null {
  const instant = new Date(Number(seconds) * 1000);
  return Number.isNaN(instant.getTime()) ? null : instant.toISOString();
}

const isText = (value: unknown, form: RegExp): value is string => typeof value === 'string' && form.test(value);
