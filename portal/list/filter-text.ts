import type { Session } from '../lib/auth.ts';
import type { Text } from '../lib/i18n.tsx';
import { isFor, type List } from './define.ts';
import type { Filter } from './filters.ts';
import type { ListState } from './useListState.ts';

function valueText({ kind, type = '' }: Filter, text: string, t: Text): string {
  const parts = text.split('~');
  if (kind === 'choice') return parts.map((word) => t.enum(type, word)).join(t('ui.listSeparator'));
  if (kind === 'flag') return t(text === '1' ? 'ui.yes' : 'ui.no');
  return parts.join(kind === 'period' ? ' – ' : t('ui.listSeparator'));
}

/** The filters of a list in words: "状态：生效中、待生效；搜索：云启". Empty without a filter. */
export function filterText(
  list: List,
  { text }: Pick<ListState, 'text'>,
  session: Session,
  t: Text,
): string {
  const filters = Object.entries(list.filters)
    .filter(([key, filter]) => isFor(filter, session) && filter.input(text(key)) !== null)
    .map(([key, filter]) => [t(filter.label), valueText(filter, text(key), t)]);
  const search = text('q');
  return [...filters, ...(search ? [[t('ui.list.search'), search]] : [])]
    .map(([label = '', value = '']) => t('ui.export.filterPart', { label, value }))
    .join('; ')
    .slice(0, 1_000);
}
