import { describe, expect, it } from '@jest/globals';
import { decodeCursor, encodeCursor } from './cursor.ts';

const ID = '019cac46-1500-7000-be9f-4a4d8b277087';
const TYPES = ['timestamptz', 'uuid'];

describe('cursors', () => {
  it('are decoded to what was encoded, to the millisecond', () => {
    const text = encodeCursor('CREATED', [new Date('2026-03-02T02:00:00.123Z'), ID]);
    expect(decodeCursor(text, 'CREATED', TYPES)).toEqual({
      order: 'CREATED',
      values: ['2026-03-02T02:00:00.123Z', ID],
    });
  });

  it('continue after amounts of any size', () => {
    const values = ['-900719925474099300', ID];
    expect(decodeCursor(encodeCursor('NET', values), 'NET', ['bigint', 'uuid']).values).toEqual(
      values,
    );
    const beyond = encodeCursor('NET', ['9'.repeat(19), ID]);
    expect(() => decodeCursor(beyond, 'NET', ['bigint', 'uuid'])).toThrow('does not belong');
  });

  it.each([
    ['another ordering', encodeCursor('NAME', ['a', 'id'])],
    ['another width', encodeCursor('CREATED', ['a'])],
    ['no cursor at all', 'hello'],
    ['other JSON', Buffer.from('{"a":1}').toString('base64url')],
    ['a word for a time', encodeCursor('CREATED', ['now', ID])],
    ['a day that no calendar has', encodeCursor('CREATED', ['2026-13-01T00:00:00.000Z', ID])],
    ['a day that its month has not', encodeCursor('CREATED', ['2026-02-30T00:00:00.000Z', ID])],
    ['an hour that no day has', encodeCursor('CREATED', ['2026-02-28T24:00:00.000Z', ID])],
    ['a word for an id', encodeCursor('CREATED', ['2026-03-02T02:00:00.123Z', 'id'])],
    ['numbers in it', Buffer.from('["CREATED",1,2]').toString('base64url')],
  ])('refuse %s', (_, text) => {
    expect(() => decodeCursor(text, 'CREATED', TYPES)).toThrow('does not belong to this list');
  });
});
