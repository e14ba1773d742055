import { GraphiQL } from 'graphiql';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { AccessBar } from './AccessBar.tsx';
import { openingAccess, rememberAccess } from './access.ts';
import { catalogues } from './catalogue.ts';
import { createHubFetcher } from './createHubFetcher.ts';
import mainQuestion from './defaultQuery.graphql?raw';
import { ExportPicker } from './ExportPicker.tsx';
import { createEditorStorage, openingQuestion } from './editorStorage.ts';
import { type Language, otherLanguage, rememberLanguage } from './language.ts';
import { QuestionPicker } from './QuestionPicker.tsx';
import { type Ask, takeLeft } from './storedQuestions.ts';
import { WithheldLine } from './WithheldLine.tsx';

const DEMONSTRATION_DIVISION = '420502000000';
const MAIN_QUESTION = { query: mainQuestion, variables: JSON.stringify({ division: DEMONSTRATION_DIVISION }, null, 2) };
const TYPING_PAUSE_MS = 400;

// History would keep variables, which may name people, on the machine: the editor gets no history plug-in.
const PLUGINS: [] = [];

const editorStorage = createEditorStorage(sessionStorage, localStorage);
const opening = takeLeft(sessionStorage) ?? openingQuestion(sessionStorage, MAIN_QUESTION);

/** The value as it was when typing last paused, so that a token typed by hand does not ask for the schema at each key. */
const useSettled = (value: string): string => {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const pause = setTimeout(() => setSettled(value), TYPING_PAUSE_MS);
    return () => clearTimeout(pause);
  }, [value]);
  return settled;
};

/** The whole page: the access bar and, under it, GraphiQL asking with what the bar says. */
export const Explorer = ({ language }: { readonly language: Language }) => {
  const [access, setAccess] = useState(() => openingAccess(sessionStorage));
  const texts = catalogues[language];

  // Read at the moment of asking: the editor keeps one fetcher for as long as the token is the same.
  const asking = useRef({ access, language });
  asking.current = { access, language };

  useEffect(() => {
    document.title = texts.title;
    document.documentElement.lang = texts.htmlLang;
  }, [texts]);
  useEffect(() => rememberAccess(sessionStorage, access), [access]);

  const token = useSettled(access.token);
  // GraphiQL asks for the schema again whenever it is given another fetcher.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new token is what makes a new fetcher necessary
  const fetcher = useMemo(() => createHubFetcher(() => asking.current), [token]);

  const ask = useCallback<Ask>(async (query, variables) => fetcher({ query, variables }, {}), [fetcher]);

  // The editor fixes its texts when it is loaded. Token, purpose, question and variables survive the reload.
  const switchLanguage = () => {
    rememberLanguage(localStorage, otherLanguage(language));
    location.reload();
  };

  return (
    <>
      <AccessBar access={access} texts={texts} onAccess={setAccess} onLanguage={switchLanguage}>
        <QuestionPicker ask={ask} hasToken={token !== ''} texts={texts} />
        <ExportPicker ask={ask} hasToken={token !== ''} texts={texts} />
      </AccessBar>
      <main>
        <GraphiQL
          fetcher={fetcher}
          // A schema of null means "do not ask": the hub shows its schema to nobody without a token.
          {...(token === '' ? { schema: null } : {})}
          initialQuery={opening.query}
          initialVariables={opening.variables}
          defaultEditorToolsVisibility="variables"
          plugins={PLUGINS}
          storage={editorStorage}
          shouldPersistHeaders={false}
          showPersistHeadersSettings={false}
          inputValueDeprecation
          schemaDescription
        >
          <GraphiQL.Logo>{null}</GraphiQL.Logo>
          <GraphiQL.Footer>
            <WithheldLine label={texts.withheld} />
          </GraphiQL.Footer>
        </GraphiQL>
      </main>
    </>
  );
};
