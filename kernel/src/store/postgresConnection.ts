/** How to connect so that names without a schema are those of this one; options of sessions that the address gives hold beside it. */
export function connectionTo(
  url: string,
  schema: string,
): { readonly connectionString: string; readonly options: string } {
  const searchPath = `-c search_path=${schema}`;
  const given = URL.canParse(url) ? new URL(url).searchParams.get('options') : null;
  if (given === null) return { connectionString: url, options: searchPath };
  const address = new URL(url);
  address.searchParams.delete('options');
  return { connectionString: address.href, options: `${given} ${searchPath}` };
}
