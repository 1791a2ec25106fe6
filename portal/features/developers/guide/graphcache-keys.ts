import type { ReferenceType } from '../reference/shapes.ts';

/**
 * A module for clients with urql's normalized cache: the types that have no id of their own and belong to the object
 * that contains them.
 */
export function graphcacheKeys(types: readonly ReferenceType[]): string {
  const lines = types
    .filter(({ kind, interfaces = [] }) => kind === 'OBJECT' && !interfaces.includes('Node'))
    .map(({ name }) => `  ${name}: () => null,\n`);
  return `import type { KeyingConfig } from '@urql/exchange-graphcache';\n\nexport const keys: KeyingConfig = {\n${lines.join('')}};\n`;
}
