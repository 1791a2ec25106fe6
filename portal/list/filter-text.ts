import type { Session } from '../lib/auth.ts';
import type { Text } from '../lib/i18n.tsx';
import { presetOf } from '../lib/period.ts';
import { isFor, type List } from './define.ts';
import { type Filter, periodOf } from './filters.ts';
import type { ListState } from './useListState.ts';

/** A period in words: the name of a preset, or its days. */
export function periodText(text: string, t: Text): string {
  const preset = presetOf(text);
  return preset ? t(`ui.period.${preset}`) : text.split('~').join(' – ');
}

/** The same, with the days of a preset, for a file that is read later. */
function datedText(text: string, t: Text): string {
  const days = presetOf(text) && periodOf(text);
  const words = periodText(text, t);
  return days ? t('ui.period.dated', { name: words, from: days.start, until: days.end }) : words;
}

function valueText({ kind, type = '' }: Filter, text: string, t: Text): string {
  const parts = text.split('~');
  if (kind === 'choice') return parts.map((word) => t.enum(type, word)).join(t('ui.listSeparator'));
  if (kind === 'flag') return t(text === '1' ? 'ui.yes' : 'ui.no');
  return kind === 'period' ? datedText(text, t) : parts.join(t('ui.listSeparator'));
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
