import { writeFileSync } from 'node:fs';
import { composeServices } from '@apollo/composition';
import { parsedSdlOf, subgraphNames, supergraphFile, supergraphSdl } from './index.ts';

/** The supergraph of the committed SDL, or an error that says in plain words why the parts do not fit together. */
export function compose(): string {
  const services = subgraphNames.map((name) => ({ name, typeDefs: parsedSdlOf(name), url: `local://${name}` }));
  const composed = composeServices(services);
  if (composed.errors) {
    throw new Error(
      `The subgraphs do not compose:\n${composed.errors.map((error) => `- ${error.message}`).join('\n')}`,
    );
  }
  return `# Composed from the SDL beside it by \`npm run compose\`; never edited by hand.\n${composed.supergraphSdl}`;
}

if (import.meta.main) {
  const composed = compose();
  if (process.argv.includes('--check')) {
    if (composed !== supergraphSdl()) {
      console.error('schema/supergraph.graphql is not current. Run `npm run compose` and commit the result.');
      process.exit(1);
    }
    console.log('schema/supergraph.graphql is current.');
  } else {
    writeFileSync(supergraphFile, composed);
    console.log(`Composed ${subgraphNames.length} subgraphs.`);
  }
}
