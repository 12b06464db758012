import { read, write } from "./arrays";
import { FftBuffers } from "./fft";
import { add, both, mul, sub, turn } from "./lanes";

const SIN_60: f64 = 0.8660254037844386;
const COS_72: f64 = 0.30901699437494745;
const COS_144: f64 = -0.8090169943749475;
const SIN_72: f64 = 0.9510565162951535;
const SIN_144: f64 = 0.5877852522924731;

export function pass2(parts: i32, stride: i32, roots: usize, rootIndex: i32, rootCount: i32, buffers: FftBuffers): void {
  const re = buffers.re, im = buffers.im, workRe = buffers.workRe, workIm = buffers.workIm, space = buffers.space;
  const apart = parts * stride;
  for (let k = 0; k < parts; k++) {
    const w = rootIndex + 2 * k;
    for (let q = 0; q < stride; q++) {
      const i = stride * k + q;
      const o = 2 * stride * k + q;
      const aRe = read<v128>(re, i, space);
      const aIm = read<v128>(im, i, space);
      const bRe = read<v128>(re, i + apart, space);
      const bIm = read<v128>(im, i + apart, space);
      write<v128>(workRe, o, space, add(aRe, bRe));
      write<v128>(workIm, o, space, add(aIm, bIm));
      turn(workRe, workIm, o + stride, space, sub(aRe, bRe), sub(aIm, bIm), roots, w, rootCount);
    }
  }
}

export function pass3(parts: i32, stride: i32, roots: usize, rootIndex: i32, rootCount: i32, buffers: FftBuffers): void {
  const re = buffers.re, im = buffers.im, workRe = buffers.workRe, workIm = buffers.workIm, space = buffers.space;
  const apart = parts * stride;
  const sin60 = f64x2.splat(SIN_60);
  const half = f64x2.splat(0.5);
  for (let k = 0; k < parts; k++) {
    const w = rootIndex + 4 * k;
    for (let q = 0; q < stride; q++) {
      const i = stride * k + q;
      const o = 3 * stride * k + q;
      const aRe = read<v128>(re, i, space);
      const aIm = read<v128>(im, i, space);
      const bRe = read<v128>(re, i + apart, space);
      const bIm = read<v128>(im, i + apart, space);
      const cRe = read<v128>(re, i + 2 * apart, space);
      const cIm = read<v128>(im, i + 2 * apart, space);
      const sumRe = add(bRe, cRe);
      const sumIm = add(bIm, cIm);
      const sideRe = mul(sub(bRe, cRe), sin60);
      const sideIm = mul(sub(bIm, cIm), sin60);
      const midRe = sub(aRe, mul(sumRe, half));
      const midIm = sub(aIm, mul(sumIm, half));
      write<v128>(workRe, o, space, add(aRe, sumRe));
      write<v128>(workIm, o, space, add(aIm, sumIm));
      turn(workRe, workIm, o + stride, space, add(midRe, sideIm), sub(midIm, sideRe), roots, w, rootCount);
      turn(workRe, workIm, o + 2 * stride, space, sub(midRe, sideIm), add(midIm, sideRe), roots, w + 2, rootCount);
    }
  }
}

export function pass4(parts: i32, stride: i32, roots: usize, rootIndex: i32, rootCount: i32, buffers: FftBuffers): void {
  const re = buffers.re, im = buffers.im, workRe = buffers.workRe, workIm = buffers.workIm, space = buffers.space;
  const apart = parts * stride;
  for (let k = 0; k < parts; k++) {
    const w = rootIndex + 6 * k;
    for (let q = 0; q < stride; q++) {
      const i = stride * k + q;
      const o = 4 * stride * k + q;
      const aRe = read<v128>(re, i, space);
      const aIm = read<v128>(im, i, space);
      const bRe = read<v128>(re, i + apart, space);
      const bIm = read<v128>(im, i + apart, space);
      const cRe = read<v128>(re, i + 2 * apart, space);
      const cIm = read<v128>(im, i + 2 * apart, space);
      const dRe = read<v128>(re, i + 3 * apart, space);
      const dIm = read<v128>(im, i + 3 * apart, space);
      const evenRe = add(aRe, cRe);
      const evenIm = add(aIm, cIm);
      const acrossRe = sub(aRe, cRe);
      const acrossIm = sub(aIm, cIm);
      const oddRe = add(bRe, dRe);
      const oddIm = add(bIm, dIm);
      const sideRe = sub(bRe, dRe);
      const sideIm = sub(bIm, dIm);
      write<v128>(workRe, o, space, add(evenRe, oddRe));
      write<v128>(workIm, o, space, add(evenIm, oddIm));
      turn(workRe, workIm, o + stride, space, add(acrossRe, sideIm), sub(acrossIm, sideRe), roots, w, rootCount);
      turn(workRe, workIm, o + 2 * stride, space, sub(evenRe, oddRe), sub(evenIm, oddIm), roots, w + 2, rootCount);
      turn(workRe, workIm, o + 3 * stride, space, sub(acrossRe, sideIm), add(acrossIm, sideRe), roots, w + 4, rootCount);
    }
  }
}

export function pass5(parts: i32, stride: i32, roots: usize, rootIndex: i32, rootCount: i32, buffers: FftBuffers): void {
  const re = buffers.re, im = buffers.im, workRe = buffers.workRe, workIm = buffers.workIm, space = buffers.space;
  const apart = parts * stride;
  const cos72 = f64x2.splat(COS_72);
  const cos144 = f64x2.splat(COS_144);
  const sin72 = f64x2.splat(SIN_72);
  const sin144 = f64x2.splat(SIN_144);
  for (let k = 0; k < parts; k++) {
    const w = rootIndex + 8 * k;
    for (let q = 0; q < stride; q++) {
      const i = stride * k + q;
      const o = 5 * stride * k + q;
      const aRe = read<v128>(re, i, space);
      const aIm = read<v128>(im, i, space);
      const bRe = read<v128>(re, i + apart, space);
      const bIm = read<v128>(im, i + apart, space);
      const cRe = read<v128>(re, i + 2 * apart, space);
      const cIm = read<v128>(im, i + 2 * apart, space);
      const dRe = read<v128>(re, i + 3 * apart, space);
      const dIm = read<v128>(im, i + 3 * apart, space);
      const eRe = read<v128>(re, i + 4 * apart, space);
      const eIm = read<v128>(im, i + 4 * apart, space);
      const nearRe = add(bRe, eRe);
      const nearIm = add(bIm, eIm);
      const farRe = add(cRe, dRe);
      const farIm = add(cIm, dIm);
      const nearSideRe = sub(bRe, eRe);
      const nearSideIm = sub(bIm, eIm);
      const farSideRe = sub(cRe, dRe);
      const farSideIm = sub(cIm, dIm);
      const mid1Re = add(aRe, add(mul(cos72, nearRe), mul(cos144, farRe)));
      const mid1Im = add(aIm, add(mul(cos72, nearIm), mul(cos144, farIm)));
      const mid2Re = add(aRe, add(mul(cos144, nearRe), mul(cos72, farRe)));
      const mid2Im = add(aIm, add(mul(cos144, nearIm), mul(cos72, farIm)));
      const side1Re = add(mul(sin72, nearSideRe), mul(sin144, farSideRe));
      const side1Im = add(mul(sin72, nearSideIm), mul(sin144, farSideIm));
      const side2Re = sub(mul(sin144, nearSideRe), mul(sin72, farSideRe));
      const side2Im = sub(mul(sin144, nearSideIm), mul(sin72, farSideIm));
      write<v128>(workRe, o, space, add(aRe, add(nearRe, farRe)));
      write<v128>(workIm, o, space, add(aIm, add(nearIm, farIm)));
      turn(workRe, workIm, o + stride, space, add(mid1Re, side1Im), sub(mid1Im, side1Re), roots, w, rootCount);
      turn(workRe, workIm, o + 2 * stride, space, add(mid2Re, side2Im), sub(mid2Im, side2Re), roots, w + 2, rootCount);
      turn(workRe, workIm, o + 3 * stride, space, sub(mid2Re, side2Im), add(mid2Im, side2Re), roots, w + 4, rootCount);
      turn(workRe, workIm, o + 4 * stride, space, sub(mid1Re, side1Im), add(mid1Im, side1Re), roots, w + 6, rootCount);
    }
  }
}

export function passOdd(
  radix: i32, parts: i32, stride: i32, roots: usize, rootIndex: i32, rootCount: i32, buffers: FftBuffers,
): void {
  const re = buffers.re, im = buffers.im, workRe = buffers.workRe, workIm = buffers.workIm, space = buffers.space;
  const apart = parts * stride;
  for (let k = 0; k < parts; k++) {
    const w = rootIndex + 2 * radix + 2 * (radix - 1) * k;
    for (let q = 0; q < stride; q++) {
      const i = stride * k + q;
      const o = radix * stride * k + q;
      const aRe = read<v128>(re, i, space);
      const aIm = read<v128>(im, i, space);
      let allRe = aRe;
      let allIm = aIm;
      for (let j = 1; j < radix; j++) {
        allRe = add(allRe, read<v128>(re, i + j * apart, space));
        allIm = add(allIm, read<v128>(im, i + j * apart, space));
      }
      write<v128>(workRe, o, space, allRe);
      write<v128>(workIm, o, space, allIm);
      for (let out = 1; 2 * out < radix; out++) {
        let midRe = aRe;
        let midIm = aIm;
        let sideRe = f64x2.splat(0);
        let sideIm = f64x2.splat(0);
        let turns = 0;
        for (let j = 1; 2 * j < radix; j++) {
          turns += out;
          if (turns >= radix) turns -= radix;
          const cos = both(roots, rootIndex + 2 * turns, rootCount);
          const sin = both(roots, rootIndex + 2 * turns + 1, rootCount);
          const bRe = read<v128>(re, i + j * apart, space);
          const bIm = read<v128>(im, i + j * apart, space);
          const cRe = read<v128>(re, i + (radix - j) * apart, space);
          const cIm = read<v128>(im, i + (radix - j) * apart, space);
          midRe = add(midRe, mul(cos, add(bRe, cRe)));
          midIm = add(midIm, mul(cos, add(bIm, cIm)));
          sideRe = add(sideRe, mul(sin, sub(bRe, cRe)));
          sideIm = add(sideIm, mul(sin, sub(bIm, cIm)));
        }
        turn(workRe, workIm, o + out * stride, space, sub(midRe, sideIm), add(midIm, sideRe), roots, w + 2 * (out - 1), rootCount);
        turn(workRe, workIm, o + (radix - out) * stride, space, add(midRe, sideIm), sub(midIm, sideRe), roots, w + 2 * (radix - out - 1), rootCount);
      }
    }
  }
}
