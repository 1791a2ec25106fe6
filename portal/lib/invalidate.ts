import type { Cache } from '@urql/exchange-graphcache';

/** Makes every list under these root fields reload, whatever its filters. For the `updates` of a feature. */
export function invalidateLists(cache: Cache, ...fields: readonly string[]): void {
  for (const { fieldName, arguments: args } of cache.inspectFields('Query')) {
    if (fields.includes(fieldName)) cache.invalidate('Query', fieldName, args);
  }
}
