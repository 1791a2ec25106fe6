import { describe, expect, it } from '@jest/globals';
import { decodeCursor, encodeCursor } from './cursor.ts';

describe('cursors', () => {
  it('come back as they were made, to the millisecond', () => {
    const text = encodeCursor('CREATED', [new Date('2026-03-02T02:00:00.123Z'), 'id']);
    expect(decodeCursor(text, 'CREATED', 2)).toEqual({
      order: 'CREATED',
      values: ['2026-03-02T02:00:00.123Z', 'id'],
    });
  });

  it.each([
    ['another ordering', encodeCursor('NAME', ['a', 'id'])],
    ['another width', encodeCursor('CREATED', ['a'])],
    ['no cursor at all', 'hello'],
    ['other JSON', Buffer.from('{"a":1}').toString('base64url')],
    ['numbers in it', Buffer.from('["CREATED",1,2]').toString('base64url')],
  ])('refuse %s', (_, text) => {
    expect(() => decodeCursor(text, 'CREATED', 2)).toThrow('does not belong to this list');
  });
});
