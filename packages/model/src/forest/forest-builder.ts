import type { Forest } from '@tunnelscope/core/kernels';

/** One tree as it grows, nodes numbered from its root, each split's children next to each other. */
export interface Tree {
  readonly nodes: number;
  readonly depth: number;
  /** +Infinity for a leaf. */
  readonly threshold: ArrayLike<number>;
  /** Left child; the leaf itself for a leaf. */
  readonly left: ArrayLike<number>;
  readonly feature: ArrayLike<number>;
  /** Nodes × classes. */
  readonly value: ArrayLike<number>;
}

/** Appends trees to the flat columns of a Forest. */
export class ForestBuilder {
  readonly #features: number;
  readonly #classes: number;
  readonly #roots: number[] = [];
  readonly #depths: number[] = [];
  #nodes = 0;
  #threshold = new Float32Array(1024);
  #left = new Int32Array(1024);
  #feature = new Uint16Array(1024);
  #value: Float32Array;

  constructor(features: number, classes: number) {
    this.#features = features;
    this.#classes = classes;
    this.#value = new Float32Array(1024 * classes);
  }

  add(tree: Tree): void {
    const root = this.#nodes;
    const classes = this.#classes;
    this.#reserve(root + tree.nodes);
    for (let node = 0; node < tree.nodes; node++) {
      this.#threshold[root + node] = tree.threshold[node]!;
      this.#left[root + node] = root + tree.left[node]!;
      this.#feature[root + node] = tree.feature[node]!;
      for (let c = 0; c < classes; c++) this.#value[(root + node) * classes + c] = tree.value[node * classes + c]!;
    }
    this.#roots.push(root);
    this.#depths.push(tree.depth);
    this.#nodes = root + tree.nodes;
  }

  #reserve(nodes: number): void {
    let capacity = this.#left.length;
    if (nodes <= capacity) return;
    while (capacity < nodes) capacity *= 2;
    const [threshold, left, feature, value] = [this.#threshold, this.#left, this.#feature, this.#value];
    this.#threshold = new Float32Array(capacity);
    this.#threshold.set(threshold);
    this.#left = new Int32Array(capacity);
    this.#left.set(left);
    this.#feature = new Uint16Array(capacity);
    this.#feature.set(feature);
    this.#value = new Float32Array(capacity * this.#classes);
    this.#value.set(value);
  }

  finish(): Forest {
    const nodes = this.#nodes;
    return {
      features: this.#features,
      classes: this.#classes,
      roots: Int32Array.from(this.#roots),
      depths: Int32Array.from(this.#depths),
      threshold: this.#threshold.slice(0, nodes),
      left: this.#left.slice(0, nodes),
      feature: this.#feature.slice(0, nodes),
      value: this.#value.slice(0, nodes * this.#classes),
    };
  }
}
