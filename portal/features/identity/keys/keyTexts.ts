import type { KeyListQuery } from '../../../gql/graphql.ts';
import { lastDay } from '../../../lib/dates.ts';
import type { Text } from '../../../lib/i18n.tsx';
import type { FileCell, Tools } from '../../../list/column.ts';
import { orElse } from '../../../list/file-columns.ts';

type Key = KeyListQuery['apiKeys']['nodes'][number];

export const scopesText = ({ scopes }: Key, t: Text): string =>
  scopes.map((scope) => t.enum('ApiKeyScope', scope)).join(t('ui.listSeparator'));

export const expiryText = ({ expiresAt }: Key, t: Text): string =>
  expiresAt ? lastDay(expiresAt) : t('ui.key.noExpiry');

/** Day of the creation, over the key or the person that made it. */
export const createdText = (key: Key, { format, t }: Tools): [string, string | undefined] => [
  format.date(key.createdAt),
  key.parent ? t('ui.key.madeWith', { name: key.parent.name }) : key.createdBy?.name,
];

/** How a file writes the columns whose screen text is computed. The state of a key follows from the time of reading. */
export const file = {
  scopes: { read: (r, { t }) => t.enum('ApiKeyScope', r.scopes as never) },
  used: { read: (r, { t }) => orElse(r.lastUsedAt, t('ui.key.neverUsed')) },
  expires: { read: (r, { t }) => orElse(r.expiresAt, t('ui.key.noExpiry')), forms: ['LAST_DAY'] },
  created: { read: (r) => [r.createdAt, r.createdBy?.name], forms: ['DATE'] },
} satisfies Record<string, FileCell<Key>>;
