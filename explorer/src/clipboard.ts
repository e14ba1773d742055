const copyThroughSelection = async (page: Document, text: string): Promise<void> => {
  const focused = page.activeElement;
  const carrier = page.createElement('textarea');
  carrier.value = text;
  carrier.setAttribute('aria-hidden', 'true');
  carrier.style.cssText = 'position:fixed;opacity:0';
  page.body.append(carrier);
  carrier.select();
  const copied = page.execCommand('copy');
  carrier.remove();
  if (focused instanceof HTMLElement) focused.focus();
  if (!copied) throw new Error('The browser refused to copy.');
};

/**
 * Supplies `navigator.clipboard.writeText` where the browser withholds it: on plain HTTP to another machine, which is how
 * closed networks run. There is no such way to read, so reading stays absent and the editor hides its menu entry.
 */
export const supplyClipboard = (browser: Navigator, page: Document): void => {
  if ('clipboard' in browser && browser.clipboard) return;
  const clipboard = { writeText: (text: string) => copyThroughSelection(page, text) };
  Object.defineProperty(browser, 'clipboard', { configurable: true, value: clipboard });
};
