import { expect } from '@jest/globals';
import type { ErrorCode } from '../../server/platform/errors.ts';

/** Fails unless a question or a command is denied as a whole: by its role, or because its object is not found. */
export const denied = (asked: Promise<unknown>, code: ErrorCode = 'FORBIDDEN'): Promise<void> =>
  expect(asked).rejects.toMatchObject({ code });
