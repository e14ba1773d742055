import { useId } from 'react';
import { type Access, cleanToken } from './access.ts';
import type { Catalogue } from './catalogue.ts';
import { PURPOSES, parsePurpose } from './purposes.ts';

interface AccessBarProps {
  readonly access: Access;
  readonly texts: Catalogue;
  readonly onAccess: (access: Access) => void;
  readonly onLanguage: () => void;
}

/** The bar above the editor: who asks, what for, on which basis, and in which language. */
export const AccessBar = ({ access, texts, onAccess, onLanguage }: AccessBarProps) => {
  const id = useId();
  return (
    <header className="access-bar">
      <h1>{texts.title}</h1>
      <search aria-label={texts.accessLabel}>
        <label htmlFor={`${id}-token`}>{texts.token}</label>
        {/* Not a password field: browsers offer to keep those, and a token must not outlive the tab. */}
        <input
          id={`${id}-token`}
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
        <button type="button" disabled={!access.token} onClick={() => onAccess({ ...access, token: '' })}>
          {texts.forgetToken}
        </button>
        <label htmlFor={`${id}-purpose`}>{texts.purpose}</label>
        <select
          id={`${id}-purpose`}
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
        <label htmlFor={`${id}-basis`}>{texts.basis}</label>
        <input
          id={`${id}-basis`}
          data-testid="basis"
          type="text"
          autoComplete="off"
          placeholder={texts.basisPlaceholder}
          value={access.basis}
          onChange={(event) => onAccess({ ...access, basis: event.target.value })}
        />
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
};
