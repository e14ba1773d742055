/**
 * Gives the page's nonce to every style element made from now on, so that the editor's generated style sheets pass a
 * `style-src` without `'unsafe-inline'`. Monaco takes no nonce of its own, and React's overlays take theirs from
 * different settings; they all call `document.createElement`.
 */
export const giveNonceToStyles = (page: Document): void => {
  // The attribute reads as empty once the browser has seen it; the property does not.
  const nonce = page.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
  const createElement: Document['createElement'] = page.createElement.bind(page);
  page.createElement = (name: string, options?: ElementCreationOptions): HTMLElement => {
    const element = createElement(name, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  };
};
