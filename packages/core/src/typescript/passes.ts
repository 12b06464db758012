import type { FftBuffers } from './fft.ts';

/**
 * One pass of the transform for each radix p: from every p values that lie parts·stride apart it makes p sums, turns them by
 * the roots from `rootIndex` on, and leaves them `stride` apart in the work arrays.
 */

const SIN_60 = 0.8660254037844386;
const COS_72 = 0.30901699437494745;
const COS_144 = -0.8090169943749475;
const SIN_72 = 0.9510565162951535;
const SIN_144 = 0.5877852522924731;

export function pass2(_radix: number, parts: number, stride: number, roots: Float64Array, rootIndex: number, buffers: FftBuffers): void {
  const { re, im, workRe, workIm } = buffers;
  const apart = parts * stride;
  for (let k = 0; k < parts; k++) {
    const w = rootIndex + 2 * k;
    for (let q = 0; q < stride; q++) {
      const i = stride * k + q;
      const o = 2 * stride * k + q;
      const aRe = re[i]!;
      const aIm = im[i]!;
      const bRe = re[i + apart]!;
      const bIm = im[i + apart]!;
      workRe[o] = aRe + bRe;
      workIm[o] = aIm + bIm;
      turn(workRe, workIm, o + stride, aRe - bRe, aIm - bIm, roots, w);
    }
  }
}

export function pass3(_radix: number, parts: number, stride: number, roots: Float64Array, rootIndex: number, buffers: FftBuffers): void {
  const { re, im, workRe, workIm } = buffers;
  const apart = parts * stride;
  for (let k = 0; k < parts; k++) {
    const w = rootIndex + 4 * k;
    for (let q = 0; q < stride; q++) {
      const i = stride * k + q;
      const o = 3 * stride * k + q;
      const aRe = re[i]!;
      const aIm = im[i]!;
      const sumRe = re[i + apart]! + re[i + 2 * apart]!;
      const sumIm = im[i + apart]! + im[i + 2 * apart]!;
      const sideRe = (re[i + apart]! - re[i + 2 * apart]!) * SIN_60;
      const sideIm = (im[i + apart]! - im[i + 2 * apart]!) * SIN_60;
      const midRe = aRe - sumRe * 0.5;
      const midIm = aIm - sumIm * 0.5;
      workRe[o] = aRe + sumRe;
      workIm[o] = aIm + sumIm;
      turn(workRe, workIm, o + stride, midRe + sideIm, midIm - sideRe, roots, w);
      turn(workRe, workIm, o + 2 * stride, midRe - sideIm, midIm + sideRe, roots, w + 2);
    }
  }
}

export function pass4(_radix: number, parts: number, stride: number, roots: Float64Array, rootIndex: number, buffers: FftBuffers): void {
  const { re, im, workRe, workIm } = buffers;
  const apart = parts * stride;
  for (let k = 0; k < parts; k++) {
    const w = rootIndex + 6 * k;
    for (let q = 0; q < stride; q++) {
      const i = stride * k + q;
      const o = 4 * stride * k + q;
      const evenRe = re[i]! + re[i + 2 * apart]!;
      const evenIm = im[i]! + im[i + 2 * apart]!;
      const acrossRe = re[i]! - re[i + 2 * apart]!;
      const acrossIm = im[i]! - im[i + 2 * apart]!;
      const oddRe = re[i + apart]! + re[i + 3 * apart]!;
      const oddIm = im[i + apart]! + im[i + 3 * apart]!;
      const sideRe = re[i + apart]! - re[i + 3 * apart]!;
      const sideIm = im[i + apart]! - im[i + 3 * apart]!;
      workRe[o] = evenRe + oddRe;
      workIm[o] = evenIm + oddIm;
      turn(workRe, workIm, o + stride, acrossRe + sideIm, acrossIm - sideRe, roots, w);
      turn(workRe, workIm, o + 2 * stride, evenRe - oddRe, evenIm - oddIm, roots, w + 2);
      turn(workRe, workIm, o + 3 * stride, acrossRe - sideIm, acrossIm + sideRe, roots, w + 4);
    }
  }
}

export function pass5(_radix: number, parts: number, stride: number, roots: Float64Array, rootIndex: number, buffers: FftBuffers): void {
  const { re, im, workRe, workIm } = buffers;
  const apart = parts * stride;
  for (let k = 0; k < parts; k++) {
    const w = rootIndex + 8 * k;
    for (let q = 0; q < stride; q++) {
      const i = stride * k + q;
      const o = 5 * stride * k + q;
      const aRe = re[i]!;
      const aIm = im[i]!;
      const nearRe = re[i + apart]! + re[i + 4 * apart]!;
      const nearIm = im[i + apart]! + im[i + 4 * apart]!;
      const farRe = re[i + 2 * apart]! + re[i + 3 * apart]!;
      const farIm = im[i + 2 * apart]! + im[i + 3 * apart]!;
      const nearSideRe = re[i + apart]! - re[i + 4 * apart]!;
      const nearSideIm = im[i + apart]! - im[i + 4 * apart]!;
      const farSideRe = re[i + 2 * apart]! - re[i + 3 * apart]!;
      const farSideIm = im[i + 2 * apart]! - im[i + 3 * apart]!;
      const mid1Re = aRe + (COS_72 * nearRe + COS_144 * farRe);
      const mid1Im = aIm + (COS_72 * nearIm + COS_144 * farIm);
      const mid2Re = aRe + (COS_144 * nearRe + COS_72 * farRe);
      const mid2Im = aIm + (COS_144 * nearIm + COS_72 * farIm);
      const side1Re = SIN_72 * nearSideRe + SIN_144 * farSideRe;
      const side1Im = SIN_72 * nearSideIm + SIN_144 * farSideIm;
      const side2Re = SIN_144 * nearSideRe - SIN_72 * farSideRe;
      const side2Im = SIN_144 * nearSideIm - SIN_72 * farSideIm;
      workRe[o] = aRe + (nearRe + farRe);
      workIm[o] = aIm + (nearIm + farIm);
      turn(workRe, workIm, o + stride, mid1Re + side1Im, mid1Im - side1Re, roots, w);
      turn(workRe, workIm, o + 2 * stride, mid2Re + side2Im, mid2Im - side2Re, roots, w + 2);
      turn(workRe, workIm, o + 3 * stride, mid2Re - side2Im, mid2Im + side2Re, roots, w + 4);
      turn(workRe, workIm, o + 4 * stride, mid1Re - side1Im, mid1Im + side1Re, roots, w + 6);
    }
  }
}

/** Any odd radix, in radix² steps: sums j and radix − j share their cosines and, but for the sign, their sines. */
export function passOdd(radix: number, parts: number, stride: number, roots: Float64Array, rootIndex: number, buffers: FftBuffers): void {
  const { re, im, workRe, workIm } = buffers;
  const apart = parts * stride;
  for (let k = 0; k < parts; k++) {
    const w = rootIndex + 2 * radix + 2 * (radix - 1) * k;
    for (let q = 0; q < stride; q++) {
      const i = stride * k + q;
      const o = radix * stride * k + q;
      const aRe = re[i]!;
      const aIm = im[i]!;
      let allRe = aRe;
      let allIm = aIm;
      for (let j = 1; j < radix; j++) {
        allRe += re[i + j * apart]!;
        allIm += im[i + j * apart]!;
      }
      workRe[o] = allRe;
      workIm[o] = allIm;
      for (let out = 1; 2 * out < radix; out++) {
        let midRe = aRe;
        let midIm = aIm;
        let sideRe = 0;
        let sideIm = 0;
        let turns = 0;
        for (let j = 1; 2 * j < radix; j++) {
          turns += out;
          if (turns >= radix) turns -= radix;
          const cos = roots[rootIndex + 2 * turns]!;
          const sin = roots[rootIndex + 2 * turns + 1]!;
          const a = i + j * apart;
          const b = i + (radix - j) * apart;
          midRe += cos * (re[a]! + re[b]!);
          midIm += cos * (im[a]! + im[b]!);
          sideRe += sin * (re[a]! - re[b]!);
          sideIm += sin * (im[a]! - im[b]!);
        }
        turn(workRe, workIm, o + out * stride, midRe - sideIm, midIm + sideRe, roots, w + 2 * (out - 1));
        turn(workRe, workIm, o + (radix - out) * stride, midRe + sideIm, midIm - sideRe, roots, w + 2 * (radix - out - 1));
      }
    }
  }
}

/** Stores a value multiplied by the root at `w`. */
function turn(re: Float64Array, im: Float64Array, at: number, a: number, b: number, roots: Float64Array, w: number): void {
  const c = roots[w]!;
  const d = roots[w + 1]!;
  re[at] = a * c - b * d;
  im[at] = a * d + b * c;
}
