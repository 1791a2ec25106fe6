import { expect, it } from '@jest/globals';
import { generate } from 'otplib';
import { secretsFrom } from '../secrets.ts';
import { newRecoveryCodes, newTotp, recoveryHashes, totpStep } from './totp.ts';

const NOW = new Date('2026-03-02T02:00:10.000Z');
const at = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);
const codeAt = (secret: string, date: Date): Promise<string> =>
  generate({ secret, epoch: Math.floor(date.getTime() / 1000) });

it('accepts a code once, with a tolerance of half a minute', async () => {
  const { secret, otpauthUrl } = newTotp('li@example.com');
  expect(otpauthUrl).toMatch(/^otpauth:\/\/totp\/PartnerGraph:li%40example\.com\?secret=/);
  const code = await codeAt(secret, NOW);
  const step = await totpStep(secret, code, NOW, null);
  expect(step).toBe(Math.floor(NOW.getTime() / 30_000));
  expect(await totpStep(secret, code, NOW, step)).toBeNull();
  expect(await totpStep(secret, await codeAt(secret, at(-30)), NOW, null)).toBe(step! - 1);
  expect(await totpStep(secret, await codeAt(secret, at(-90)), NOW, null)).toBeNull();
  expect(await totpStep(secret, await codeAt(secret, at(90)), NOW, null)).toBeNull();
  for (const wrong of ['', '12345', '1234567', 'abcdef'])
    expect(await totpStep(secret, wrong, NOW, null)).toBeNull();
});

it('compares recovery codes without case and punctuation', () => {
  const codes = newRecoveryCodes();
  const secrets = secretsFrom('x'.repeat(32));
  expect(new Set(codes).size).toBe(10);
  expect(codes[0]).toMatch(/^[2-9a-hj-km-np-z]{5}-[2-9a-hj-km-np-z]{5}$/);
  const hashes = recoveryHashes(secrets, codes[0]!);
  expect(recoveryHashes(secrets, codes[0]!.toUpperCase().replace('-', ' '))).toEqual(hashes);
  const others = secretsFrom('y'.repeat(32));
  expect(recoveryHashes(others, codes[0]!)).not.toEqual(hashes);
});

it('unseals a secret only with the same key and without changes', () => {
  const secrets = secretsFrom('x'.repeat(32));
  const sealed = secrets.seal('totp', 'JBSWY3DPEHPK3PXP');
  expect(sealed).not.toContain('JBSWY3DPEHPK3PXP');
  expect(secrets.unseal('totp', sealed)).toBe('JBSWY3DPEHPK3PXP');
  expect(() => secrets.unseal('other', sealed)).toThrow();
  const parts = sealed.split('.');
  const text = parts.pop()!;
  const flipped = (text[0] === 'A' ? 'B' : 'A') + text.slice(1);
  expect(() => secrets.unseal('totp', [...parts, flipped].join('.'))).toThrow();
});
