const sizes: readonly number[] = [];
export const first: number = sizes[0];
