import { pinyin } from 'pinyin-pro';

/**
 * What a search looks into: the names in lower case, each with its pinyin in full and in initials, so
 * that 华芯科技 is found by "华芯", "huaxin" and "hxkj". Kept in a column beside the names.
 */
export function searchKey(...names: readonly (string | null)[]): string {
  const keys = names.flatMap((name) => {
    if (!name) return [];
    const text = name.normalize('NFKC').toLowerCase();
    const full = pinyin(text, { toneType: 'none', separator: '', nonZh: 'consecutive' });
    const initials = pinyin(text, {
      pattern: 'first',
      toneType: 'none',
      separator: '',
      nonZh: 'consecutive',
    });
    return [text, full, initials];
  });
  return [...new Set(keys)].join(' ');
}
