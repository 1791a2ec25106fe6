import type { ImportTarget } from '../../../gql/graphql.ts';
import type { Text } from '../../../lib/i18n.tsx';

/** Columns of each import, in the order of the template. */
export const IMPORT_COLUMNS: Readonly<Record<ImportTarget, readonly string[]>> = {
  CUSTOMERS: ['name', 'cloudAccount', 'step', 'type', 'mail', 'note', 'manager', 'tags', 'status'],
  DISCOUNTS: [
    'name',
    'customer',
    'product',
    'specification',
    'payRate',
    'netPrice',
    'validFrom',
    'validUntil',
    'note',
  ],
};

export const columnText = (target: ImportTarget, column: string, t: Text): string =>
  t.maybe(`ui.import.column.${target}.${column}`, undefined, column);
