#!/usr/bin/env node
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `The hub needs Node 22.18 or newer, and this is Node ${process.versions.node}: run it by "npm start" or "npx hub", which bring their own.\n`,
  );
  process.exit(1);
}
const { main } = await import('../src/main.ts');
await main(process.argv);
