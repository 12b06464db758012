// One script with the kernels and the model inside: the page needs no connection at all, and opens from a folder as well.
export default {
  input: 'src/main.ts',
  platform: 'browser',
  moduleTypes: { '.wasm': 'binary', '.model': 'binary' },
  // The places of the kernels' and the model's files, which nobody asks for when they are inside.
  transform: { define: { 'import.meta': '{}' } },
  output: { file: 'dist/main.js', format: 'iife', minify: true, codeSplitting: false },
};
