#!/usr/bin/env node
import { fileURLToPath } from 'node:url';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `The hub needs Node 22.18 or newer, and this is Node ${process.versions.node}: run it by "npm start" or "npx hub", which bring their own.\n`,
  );
  process.exit(1);
}
// Within the installation, where nobody else can put code; where it cannot be written, nothing is kept.
const { enableCompileCache } = await import('node:module');
const { directory } = enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/compiled', import.meta.url)));
// A thread or a program that it starts compiles everything anew unless it is told.
// biome-ignore lint/style/noProcessEnv: this is told to Node itself and no setting of the hub.
if (directory !== undefined) process.env.NODE_COMPILE_CACHE ??= directory;
const { main } = await import('../src/main.ts');
await main(process.argv);
