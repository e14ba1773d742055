import { useGraphiQL } from '@graphiql/react';
import { useMemo } from 'react';
import { withheldIn } from './withheld.ts';

const SHOWN_AT_ONCE = 3;

/** Beneath the answer: which fields the hub did not give, and what it would take; nothing when it gave all. */
export const WithheldLine = ({ label }: { readonly label: string }) => {
  const answer = useGraphiQL((state) => state.tabs[state.activeTabIndex]?.response);
  const withheld = useMemo(() => withheldIn(answer), [answer]);
  if (withheld.length === 0) return null;
  return (
    <details className="withheld" data-testid="withheld" open={withheld.length <= SHOWN_AT_ONCE}>
      <summary>
        {label} ({withheld.length})
      </summary>
      <ul>
        {withheld.map((entry) => (
          <li key={entry}>{entry}</li>
        ))}
      </ul>
    </details>
  );
};
