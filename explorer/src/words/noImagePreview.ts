/**
 * Stands in for GraphiQL's preview of pictures named in an answer, which would send a request to whatever address the data
 * holds as soon as the pointer rests on it.
 */
export const ImagePreview = Object.assign(() => null, { shouldRender: () => false });
