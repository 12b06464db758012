/** What is used of libsvm-js 0.2, which has no types of its own: its build without WebAssembly, the other one writes to standard error as it loads. */
declare module 'libsvm-js/asm.js' {
  interface Svm {
    train(samples: number[][], labels: number[]): void;
    predict(samples: number[][]): number[];
    free(): void;
  }
  interface SvmClass {
    new (options: { type: string; kernel: string; cost: number; gamma: number; cacheSize: number; quiet: boolean }): Svm;
    readonly SVM_TYPES: { readonly C_SVC: string };
    readonly KERNEL_TYPES: { readonly RBF: string };
  }
  const Svm: SvmClass;
  export default Svm;
}
