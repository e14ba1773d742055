import { useState } from 'react';
import type { Catalogue } from './catalogue.ts';
import { EXPORT_FORMATS, type ExportFormat, exportStored } from './exportStored.ts';
import { type Ask, openQuestionOf } from './storedQuestions.ts';

interface ExportPickerProps {
  readonly ask: Ask;
  readonly hasToken: boolean;
  readonly texts: Catalogue;
}

const LOOK_MS = 1000;
const pause = () => new Promise<void>((resolve) => setTimeout(resolve, LOOK_MS));

/** Hands a file to the browser as a download; nothing of it stays in the page. */
function keep(name: string, content: Uint8Array<ArrayBuffer>): void {
  const url = URL.createObjectURL(new Blob([content]));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
}

/** Exports all rows of the stored question that the page's link names, with the values of today. */
export const ExportPicker = ({ ask, hasToken, texts }: ExportPickerProps) => {
  const [note, setNote] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const id = openQuestionOf(location.search);
  if (id === null || !hasToken) return null;

  const start = async (format: ExportFormat) => {
    setBusy(true);
    try {
      const onRows = (rows: number) => setNote(`${texts.exportingRows}${rows}`);
      const reason = texts.exportReason;
      const { name, content } = await exportStored({ ask, id, format, reason, now: new Date(), pause, onRows });
      keep(name, content);
      setNote(name);
    } catch (fault) {
      setNote(fault instanceof Error ? fault.message : String(fault));
    }
    setBusy(false);
  };

  return (
    <>
      <label>
        {texts.exportQuestion}
        <select
          data-testid="export"
          value=""
          disabled={isBusy}
          onChange={(event) => void start(event.target.value as ExportFormat)}
        >
          <option value="">{texts.chooseFormat}</option>
          {EXPORT_FORMATS.map((format) => (
            <option key={format} value={format}>
              {format}
            </option>
          ))}
        </select>
      </label>
      {note !== null && <output data-testid="export-note">{note}</output>}
    </>
  );
};
