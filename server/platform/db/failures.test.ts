import { describe, expect, it } from '@jest/globals';
import { busy } from './failures.ts';

const error = (message: string, code?: string): Error =>
  Object.assign(new Error(message), { code });

describe('errors of the database', () => {
  it.each([
    ['a statement that ran out of time', error('canceling statement', '57014')],
    ['a shutdown', error('terminating connection', '57P01')],
    ['a lost connection', error('connection failure', '08006')],
    ['too many connections', error('sorry, too many clients already', '53300')],
    ['a socket that is gone', error('read ECONNRESET', 'ECONNRESET')],
    ['a connection cut under a read', error('Connection terminated unexpectedly')],
    ['a pool without a free place', error('timeout exceeded when trying to connect')],
  ])('%s is a reason to come again', (_, given) => {
    expect(busy(given)).toMatchObject({
      code: 'UNAVAILABLE',
      extensions: { retryAfterSeconds: 2 },
    });
  });

  it.each([
    ['wrong SQL', error('relation does not exist', '42P01')],
    ['a message it cannot read', error('bind message supplies 1 parameters', '08P01')],
    ['a fault of the program', error('Cannot read properties of undefined')],
  ])('%s stays what it is', (_, given) => {
    expect(busy(given)).toBe(given);
  });
});
