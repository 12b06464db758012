#!/usr/bin/env node
// Runs before anything is built, and on versions of Node that are too old: plain JavaScript, no import but the one at the end.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(`tunnelscope: needs Node 22.18 or newer, this is ${process.versions.node}: in a checkout "npm start --" and "npx tunnelscope" bring their own`);
  process.exit(1);
}

// V8's young generation would grow to 48 MB on a long capture and make nothing faster: batches live until the next one only.
process.getBuiltinModule('node:v8').setFlagsFromString('--semi-space-growth-factor=1');

// What Node compiles of the modules is kept for the next start: in the user's own cache folder, where nobody else can put anything.
// A folder that cannot be written to changes nothing, and NODE_DISABLE_COMPILE_CACHE=1 turns it off.
const { HOME: home, XDG_CACHE_HOME: caches = home && `${home}/.cache`, NODE_COMPILE_CACHE: chosen } = process.env;
if (caches?.startsWith('/') && chosen === undefined) process.getBuiltinModule('node:module').enableCompileCache(`${caches}/tunnelscope`);

// Before the first import, because libraries look at these while they load.
process.env.NODE_ENV ??= 'production';
const words = process.argv.slice(2);
const end = words.indexOf('--');
if ((end < 0 ? words : words.slice(0, end)).includes('--no-color')) process.env.NO_COLOR = '1';
if (process.env.NO_COLOR) process.env.FORCE_COLOR = '0';

// `npm start` runs at the root of the checkout, wherever it was called: file names mean the caller's folder.
const { npm_lifecycle_event: script, npm_package_name: name, INIT_CWD: folder } = process.env;
if (script === 'start' && name === 'tunnelscope-monorepo' && folder) process.chdir(folder);

try {
  const { main } = await import('../dist/main.js');
  process.exitCode = await main(words);
} catch (error) {
  if (error?.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  console.error(`tunnelscope: not built yet: run "npm start" first (${error.message})`);
  process.exitCode = 1;
}
