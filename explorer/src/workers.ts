import EditorWorker from 'monaco-editor/esm/vs/editor/editor.worker.js?worker';
import JsonWorker from 'monaco-editor/esm/vs/language/json/json.worker.js?worker';
import GraphqlWorker from 'monaco-graphql/esm/graphql.worker.js?worker';

const workers: Readonly<Record<string, new () => Worker>> = { json: JsonWorker, graphql: GraphqlWorker };

const environment = {
  getWorker: (_module: string, label: string): Worker => new (workers[label] ?? EditorWorker)(),
};

/** Tells the editor where its three workers are: files beside the page, never a blob or another host. */
export const supplyWorkers = (): void => {
  Object.assign(globalThis, { MonacoEnvironment: environment });
};
