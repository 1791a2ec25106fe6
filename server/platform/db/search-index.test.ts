import { describe, expect, it } from '@jest/globals';
import { tokensOf } from './search-index.ts';

describe('the tokens of a search text', () => {
  it('are the trigrams of its letters and digits and each other character', () => {
    expect(tokensOf('anxin')).toEqual(['anx', 'nxi', 'xin']);
    expect(tokensOf('深圳 sz-12')).toEqual(['深', '圳']);
    expect(tokensOf('深圳深圳')).toEqual(['深', '圳']);
  });

  it('are absent from a text that no index finds', () => {
    expect(tokensOf('sz')).toEqual([]);
    expect(tokensOf('%_%')).toEqual([]);
  });

  it('are six of a long text: the first characters, and trigrams of every part', () => {
    expect(tokensOf('东业天津电子商务集团有限公司')).toEqual([...'东业天津电子']);
    const ofNumber = tokensOf('ord-20260302-000017');
    expect(ofNumber).toHaveLength(6);
    expect(ofNumber).toContain('017');
  });
});
