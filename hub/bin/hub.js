#!/usr/bin/env node
import { fileURLToPath } from 'node:url';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `The hub needs Node 22.18 or newer, and this is Node ${process.versions.node}: run it by "npm start" or "npx hub", which bring their own.\n`,
  );
  process.exit(1);
}
// Tables of millions of rows lie in pages of 4 KB unless the C library asks for larger ones when the program begins; finding their pages
// takes a tenth of the time.
const { env } = process;
const ofFiles = process.argv[2] === 'link-files' || process.argv[2] === 'match-files';
if (ofFiles && process.platform === 'linux' && process.execve !== undefined && env.GLIBC_TUNABLES === undefined)
  process.execve(process.execPath, [process.execPath, ...process.execArgv, ...process.argv.slice(1)], {
    ...env,
    GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1',
  });
// Within the installation, where nobody else can put code; where it cannot be written, nothing is kept.
const { enableCompileCache } = await import('node:module');
const { directory } = enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/compiled', import.meta.url)));
// A thread or a program that it starts compiles everything anew unless it is told.
// biome-ignore lint/style/noProcessEnv: this is told to Node itself and no setting of the hub.
if (directory !== undefined) process.env.NODE_COMPILE_CACHE ??= directory;
const { main } = await import('../src/main.ts');
await main(process.argv);
