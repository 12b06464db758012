// Files that the bundler puts into the script, as bytes.
declare module '*.wasm' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
declare module '*.model' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
