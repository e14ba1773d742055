import type { ReactNode } from 'react';
import { type Access, cleanToken } from './access.ts';
import { BASES, parseBasis } from './bases.ts';
import type { Catalogue } from './catalogue.ts';
import { PURPOSES, parsePurpose } from './purposes.ts';

interface AccessBarProps {
  readonly access: Access;
  readonly texts: Catalogue;
  readonly onAccess: (access: Access) => void;
  readonly onLanguage: () => void;
  /** What else stands in the bar. */
  readonly children?: ReactNode;
}

/** The bar above the editor: who asks, what for, on which basis, and in which language. */
export const AccessBar = ({ access, texts, onAccess, onLanguage, children }: AccessBarProps) => (
  <header className="access-bar">
    <h1>{texts.title}</h1>
    <search aria-label={texts.accessLabel}>
      <label>
        {texts.token}
        {/* Not a password field: browsers offer to keep those, and a token must not outlive the tab. */}
        <input
          data-testid="token"
          className="concealed"
          type="text"
          autoComplete="off"
          autoCapitalize="off"
          autoCorrect="off"
          spellCheck={false}
          placeholder={texts.tokenPlaceholder}
          value={access.token}
          onChange={(event) => onAccess({ ...access, token: cleanToken(event.target.value) })}
        />
      </label>
      <button type="button" disabled={!access.token} onClick={() => onAccess({ ...access, token: '' })}>
        {texts.forgetToken}
      </button>
      <label>
        {texts.purpose}
        <select
          data-testid="purpose"
          value={access.purpose}
          onChange={(event) => onAccess({ ...access, purpose: parsePurpose(event.target.value) })}
        >
          <option value="">{texts.noPurpose}</option>
          {PURPOSES.map((purpose) => (
            <option key={purpose} value={purpose}>
              {texts.purposes[purpose]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {texts.basis}
        <select
          data-testid="basis"
          value={access.basis}
          onChange={(event) => onAccess({ ...access, basis: parseBasis(event.target.value) })}
        >
          <option value="">{texts.basisOfRole}</option>
          {BASES.map((basis) => (
            <option key={basis} value={basis}>
              {texts.bases[basis]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {texts.grant}
        <input
          data-testid="grant"
          type="text"
          autoComplete="off"
          spellCheck={false}
          placeholder={texts.grantPlaceholder}
          value={access.grant}
          onChange={(event) => onAccess({ ...access, grant: event.target.value.trim() })}
        />
      </label>
      {children}
    </search>
    <button type="button" data-testid="language" aria-label={texts.switchLanguage} onClick={onLanguage}>
      {texts.otherLanguage}
    </button>
    {access.token === '' && (
      <p role="status" data-testid="token-hint">
        {texts.tokenHint}
      </p>
    )}
  </header>
);
