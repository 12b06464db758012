export const outsideOfKernels = Math.cos(1);
