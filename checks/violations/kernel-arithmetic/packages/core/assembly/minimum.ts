// f64.min in a comment is fine
export const a = f64.min(1, 2);
export const b = max<f64>(1, 2);
export const c = min(1.0, 2.0);
export const d = min<i32>(1, 2) + f64x2.pmin(x, y) + sqrt<f64>(2);
