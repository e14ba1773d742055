import { useEffect, useState } from 'react';
import type { Catalogue } from './catalogue.ts';
import {
  type Ask,
  leaveForReload,
  linkedQuestion,
  linkOf,
  listStored,
  openStored,
  type StoredQuestion,
} from './storedQuestions.ts';

interface QuestionPickerProps {
  /** A new one is made for each token. */
  readonly ask: Ask;
  readonly hasToken: boolean;
  readonly texts: Catalogue;
}

/** The list of stored questions; one that is chosen, or named by the page's link, opens in the editor after a reload. */
export const QuestionPicker = ({ ask, hasToken, texts }: QuestionPickerProps) => {
  const [stored, setStored] = useState<readonly StoredQuestion[]>([]);

  const open = async (id: string) => {
    const question = await openStored(ask, id);
    if (!question) return;
    leaveForReload(sessionStorage, id, question);
    // The editor takes a question when it is loaded; token and purpose survive the reload.
    history.replaceState(null, '', linkOf(id));
    location.reload();
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new token is what makes another list
  useEffect(() => {
    if (!hasToken) return setStored([]);
    let isCurrent = true;
    // A hub that does not answer leaves the list empty; the editor says what is wrong.
    const empty = () => setStored([]);
    listStored(ask).then((found) => isCurrent && setStored(found), empty);
    const linked = linkedQuestion(location.search, sessionStorage);
    if (linked) open(linked).catch(empty);
    return () => {
      isCurrent = false;
    };
  }, [ask, hasToken]);

  return (
    <label>
      {texts.storedQuestions}
      <select
        data-testid="stored-questions"
        value=""
        disabled={stored.length === 0}
        onChange={(event) => void open(event.target.value)}
      >
        <option value="">{texts.chooseQuestion}</option>
        {stored.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
};
