import { describe, expect, it } from '@jest/globals';
import { searchKey } from './search-key.ts';

describe('search key', () => {
  it('holds the name, its pinyin and its initials', () => {
    expect(searchKey('华芯科技')).toBe('华芯科技 huaxinkeji hxkj');
  });

  it('keeps Latin text whole and lower case', () => {
    expect(searchKey('Cloud ERP')).toBe('cloud erp');
    expect(searchKey('星云ERP')).toContain('xingyunerp');
  });

  it('leaves out names that are missing', () => {
    expect(searchKey('ACME', null)).toBe('acme');
  });
});
