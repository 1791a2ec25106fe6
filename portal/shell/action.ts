import type { MessageId } from '../lib/i18n.tsx';
import type { PageAction } from './feature.ts';

/** An action that opens a dialog or another page: `actions` of a list and of its feature. */
export const action = (
  mutation: string,
  label: MessageId,
  opens: NonNullable<PageAction['dialog']> | string,
  icon?: PageAction['icon'],
): PageAction => ({
  mutation,
  label,
  icon,
  ...(typeof opens === 'string' ? { to: opens } : { dialog: opens }),
});
