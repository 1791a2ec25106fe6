/** Runs `work` for every number below `size`, at most `width` at once. Returns the results in order. */
export async function runConcurrently<T>(
  size: number,
  width: number,
  work: (index: number) => Promise<T>,
): Promise<T[]> {
  const results: T[] = new Array(size);
  let next = 0;
  const walk = async (): Promise<void> => {
    for (let index = next++; index < size; index = next++) results[index] = await work(index);
  };
  await Promise.all(Array.from({ length: Math.min(width, size) }, walk));
  return results;
}

/** Runs a call and appends its duration in milliseconds to `times`. */
export async function timed<T>(times: number[], call: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const result = await call();
  times.push(performance.now() - began);
  return result;
}

/** The nearest-rank percentile of the values, such as `share` 0.99. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
}
