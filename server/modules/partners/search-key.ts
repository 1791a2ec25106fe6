import { pinyin } from 'pinyin-pro';
import { Lru } from '../../platform/lru.ts';

/** Names of customers and products come again and again, and a name's pinyin is a tenth of a millisecond. */
const known = new Lru<string, readonly string[]>(5_000);

/**
 * What a search looks into: the names in lower case, each with its pinyin in full and in initials, so
 * that 华芯科技 is found by "华芯", "huaxin" and "hxkj". Kept in a column beside the names.
 */
export function searchKey(...names: readonly (string | null)[]): string {
  return [...new Set(names.flatMap((name) => (name ? keysOf(name) : [])))].join(' ');
}

function keysOf(name: string): readonly string[] {
  const text = name.normalize('NFKC').toLowerCase();
  if (!/\p{Script=Han}/u.test(text)) return [text];
  const spelled = (pattern: 'pinyin' | 'first'): string =>
    pinyin(text, { pattern, toneType: 'none', separator: '', nonZh: 'consecutive' });
  return known.getOr(text, () => [text, spelled('pinyin'), spelled('first')]);
}
