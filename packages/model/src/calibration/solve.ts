/**
 * Solves A·x = b for a symmetric positive definite A by Cholesky decomposition (Golub and Van Loan, "Matrix
 * computations", section 4.2). Both arguments are overwritten; `b` holds the solution.
 * @param matrix n × n, of which the lower triangle is read
 * @throws RangeError if the matrix is not positive definite
 */
export function solvePositiveDefinite(matrix: Float64Array, b: Float64Array): void {
  const n = b.length;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= matrix[i * n + k]! * matrix[j * n + k]!;
      if (i === j && !(sum > 0)) throw new RangeError(`matrix: expected a positive definite one, found pivot ${sum}`);
      matrix[i * n + j] = i === j ? Math.sqrt(sum) : sum / matrix[j * n + j]!;
    }
  }
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) b[i]! -= matrix[i * n + k]! * b[k]!;
    b[i]! /= matrix[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) b[i]! -= matrix[k * n + i]! * b[k]!;
    b[i]! /= matrix[i * n + i]!;
  }
}
