import { describe, expect, it } from '@jest/globals';
import { uuidv7 } from '../ids.ts';
import { newToken, secretsFrom } from '../secrets.ts';
import { signedId, signedToken } from './links.ts';

const secrets = secretsFrom('s'.repeat(32));
const id = uuidv7(new Date('2026-03-02T02:00:00Z'));

describe('the token of a signed link', () => {
  it('is deterministic, has the format of other tokens, and names its subject', () => {
    const token = signedToken(secrets, 'OFFER', id);
    expect(token).toBe(signedToken(secrets, 'OFFER', id));
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(signedId(secrets, 'OFFER', token)).toBe(id);
  });

  it('is invalid for another purpose or key, and with a changed letter or length', () => {
    const token = signedToken(secrets, 'OFFER', id);
    expect(signedId(secrets, 'OTHER', token)).toBeNull();
    expect(signedId(secretsFrom('t'.repeat(32)), 'OFFER', token)).toBeNull();
    for (let at = 0; at < token.length; at++) {
      const other = token[at] === 'A' ? 'B' : 'A';
      expect(
        signedId(secrets, 'OFFER', token.slice(0, at) + other + token.slice(at + 1)),
      ).toBeNull();
    }
    expect(signedId(secrets, 'OFFER', `${token}A`)).toBeNull();
    expect(signedId(secrets, 'OFFER', '')).toBeNull();
    expect(signedId(secrets, 'OFFER', newToken())).toBeNull();
  });
});
