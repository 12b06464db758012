#!/usr/bin/env node
// Runs before anything is built, and on versions of Node that are too old: plain JavaScript, no import but the ones at the end.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(`testbed: needs Node 22.18 or newer, this is ${process.versions.node}: run it by "npm run testbed" in the checkout, which brings its own`);
  process.exit(1);
}

const entry = new URL('../dist/testbed.js', import.meta.url);
const { existsSync } = await import('node:fs');
if (!existsSync(entry)) {
  console.error('testbed: not built yet: run "npm run testbed" in the checkout, which builds first');
  process.exit(1);
}
const { main } = await import(entry);
process.exitCode = await main(process.argv.slice(2));
