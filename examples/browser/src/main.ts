import { loadKernels } from '@tunnelscope/core';
import wasm from '@tunnelscope/core/release.wasm';
import bytes from '@tunnelscope/model/default.model';
import { decodeModel } from '@tunnelscope/model/model-file';
import { judge } from './judge.ts';
import { show } from './show.ts';

const state = document.querySelector('#state')!;
const results = document.querySelector('#results')!;
const input = document.querySelector<HTMLInputElement>('#captures')!;

async function start(): Promise<void> {
  const kernels = await loadKernels('wasm', { wasm });
  const model = decodeModel(bytes);
  const ready = `ready: engine ${kernels.engine}, model ${model.name} (${model.hash.slice(0, 8)})`;
  /** One file after another: they share the kernels. */
  let turn = Promise.resolve();

  async function take(file: File): Promise<void> {
    state.textContent = `judging ${file.name} …`;
    results.prepend(show(file.name, await judge(file, kernels, model)));
    state.textContent = ready;
  }
  function takeAll(files: Iterable<File>): void {
    for (const file of files) turn = turn.then(() => take(file)).catch(complain);
  }

  input.addEventListener('change', () => takeAll(input.files ?? []));
  addEventListener('dragover', (event) => {
    event.preventDefault();
    document.body.classList.add('over');
  });
  addEventListener('dragleave', () => document.body.classList.remove('over'));
  addEventListener('drop', (event) => {
    event.preventDefault();
    document.body.classList.remove('over');
    takeAll(event.dataTransfer?.files ?? []);
  });
  state.textContent = ready;
}

function complain(error: unknown): void {
  state.textContent = `failed: ${error instanceof Error ? error.message : String(error)}`;
}

start().catch(complain);
