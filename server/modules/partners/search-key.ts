import { LRUCache } from 'lru-cache';
import { pinyin } from 'pinyin-pro';

/** The same names recur, and computing the pinyin of a name takes 0.1 ms. */
const spellings = new LRUCache<string, readonly string[]>({
  max: 5_000,
  memoMethod(text) {
    const spelled = (pattern: 'pinyin' | 'first'): string =>
      pinyin(text, { pattern, toneType: 'none', separator: '', nonZh: 'consecutive' });
    return [text, spelled('pinyin'), spelled('first')];
  },
});

/**
 * Returns the search text of names: each in lower case with its full pinyin and its initials, so that "华芯",
 * "huaxin" and "hxkj" find 华芯科技. It is stored in a column.
 */
export function searchKey(...names: readonly (string | null)[]): string {
  return [...new Set(names.flatMap((name) => (name ? keysOf(name) : [])))].join(' ');
}

function keysOf(name: string): readonly string[] {
  const text = name.normalize('NFKC').toLowerCase();
  return /\p{Script=Han}/u.test(text) ? spellings.memo(text) : [text];
}
