import { LRUCache } from 'lru-cache';
import { pinyin } from 'pinyin-pro';

/** The same names recur, and computing the pinyin of one takes a tenth of a millisecond. */
const spellings = new LRUCache<string, readonly string[]>({
  max: 5_000,
  memoMethod(text) {
    const spelled = (pattern: 'pinyin' | 'first'): string =>
      pinyin(text, { pattern, toneType: 'none', separator: '', nonZh: 'consecutive' });
    return [text, spelled('pinyin'), spelled('first')];
  },
});

/**
 * What a search looks into: the names in lower case, each with its pinyin in full and in initials, so
 * that 华芯科技 is found by "华芯", "huaxin" and "hxkj". Kept in a column beside the names.
 */
export function searchKey(...names: readonly (string | null)[]): string {
  return [...new Set(names.flatMap((name) => (name ? keysOf(name) : [])))].join(' ');
}

function keysOf(name: string): readonly string[] {
  const text = name.normalize('NFKC').toLowerCase();
  return /\p{Script=Han}/u.test(text) ? spellings.memo(text) : [text];
}
