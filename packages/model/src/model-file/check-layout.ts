import type { Forest } from '@tunnelscope/core/kernels';
import { ModelError } from './model-error.ts';

/**
 * Checks that a forest is laid out as its definition in core says: every tree breadth-first from its root, children
 * right behind each other and behind all nodes before them, so that there is no cycle and nothing points outside;
 * finite thresholds on splits, +Infinity on leaves; features within the row; the stated depths; finite leaf values.
 * @throws ModelError (corrupt) naming the node
 */
export function checkLayout(forest: Forest): void {
  const { roots, depths, threshold, left, feature, value, features, classes } = forest;
  const nodes = left.length;
  expectEqual('forest, number of thresholds', nodes, threshold.length);
  expectEqual('forest, number of features of nodes', nodes, feature.length);
  expectEqual('forest, number of class values', nodes * classes, value.length);
  expectEqual('forest, number of depths', roots.length, depths.length);
  if (roots.length === 0) throw corrupt('forest', 'a tree', 'none');
  for (let tree = 0, start = 0; tree < roots.length; tree++) {
    expectEqual(`tree ${tree}, root`, start, roots[tree]!);
    const end = roots[tree + 1] ?? nodes;
    let next = start + 1;
    let lastOfLevel = start;
    let depth = 0;
    for (let node = start; node < next; node++) {
      const what = `tree ${tree}, node ${node}`;
      if (node >= end) throw corrupt(what, `a node below ${end}`, 'a child beyond the last node of the tree');
      if (node > lastOfLevel) {
        depth++;
        lastOfLevel = next - 1;
      }
      if (left[node] === node) {
        expectEqual(`${what}, threshold of a leaf`, Infinity, threshold[node]!);
        expectEqual(`${what}, feature of a leaf`, 0, feature[node]!);
        for (let c = node * classes; c < (node + 1) * classes; c++) {
          if (!Number.isFinite(value[c])) throw corrupt(`${what}, class value`, 'a finite number', `${value[c]}`);
        }
        continue;
      }
      expectEqual(`${what}, left child`, next, left[node]!);
      if (!Number.isFinite(threshold[node])) throw corrupt(`${what}, threshold`, 'a finite number', `${threshold[node]}`);
      if (feature[node]! >= features) throw corrupt(`${what}, feature`, `one below ${features}`, `${feature[node]}`);
      next += 2;
    }
    expectEqual(`tree ${tree}, end`, end, next);
    expectEqual(`tree ${tree}, depth`, depth, depths[tree]!);
    start = next;
  }
}

function expectEqual(what: string, expected: number, found: number): void {
  if (expected !== found) throw corrupt(what, `${expected}`, `${found}`);
}

function corrupt(what: string, expected: string, found: string): ModelError {
  return new ModelError({ kind: 'corrupt', what, expected, found });
}
