import type { KeyListQuery } from '../../../gql/graphql.ts';
import { lastDay } from '../../../lib/dates.ts';
import type { Text } from '../../../lib/i18n.tsx';

type Key = KeyListQuery['apiKeys']['nodes'][number];

export const scopesText = ({ scopes }: Key, t: Text): string =>
  scopes.map((scope) => t.enum('ApiKeyScope', scope)).join(t('ui.listSeparator'));

export const expiryText = ({ expiresAt }: Key, t: Text): string =>
  expiresAt ? lastDay(expiresAt) : t('ui.key.noExpiry');
