interface ListPage {
  readonly pageInfo?: { readonly hasNextPage?: boolean; readonly endCursor?: string | null };
}

/** Cursor of the page after this one; null at the end, and where there was no answer. */
export function nextCursor(list: unknown): string | null {
  const { pageInfo } = (list ?? {}) as ListPage;
  return pageInfo?.hasNextPage ? (pageInfo.endCursor ?? null) : null;
}
