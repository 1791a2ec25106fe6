import { describe, expect, it } from '@jest/globals';
import { MAIL_LOCALES } from '../mail/locales.ts';
import { secretsFrom } from '../secrets.ts';
import { mobileNumber } from './number.ts';
import { smsTexts } from './render.ts';

/** Characters of one part of a message in Chinese; a longer one is sent and paid as two. */
const PART = 70;
/** The longest day of a year in either language. */
const DUE = new Date('2026-12-31T04:00:00Z');
const LINK = 'https://portal.example.com/m/AbC1234';

describe('a text', () => {
  it.each(smsTexts.names.flatMap((name) => MAIL_LOCALES.map((locale) => [name, locale] as const)))(
    '%s in %s fits one part, is signed and says all its values',
    (template, locale) => {
      const { text, values } = smsTexts.write({
        template,
        locale,
        params: { due: smsTexts.day(DUE, locale), minutes: 10 },
        secrets: { code: '402317' },
        link: LINK,
      });
      expect([text, [...text].length <= PART]).toEqual([text, true]);
      expect(text).toMatch(/^【云商店】/);
      for (const value of values) expect(text).toContain(value);
    },
  );

  it('lists its values in the order of its language, for a registered template', () => {
    const source = { template: 'invoiceRequest', params: { due: '10月31日' }, link: LINK };
    expect(smsTexts.write({ ...source, locale: null }).values).toEqual(['10月31日', LINK]);
    expect(() => smsTexts.write({ ...source, locale: 'zh', params: {} })).toThrow(/due/);
  });
});

describe('a mobile number', () => {
  it.each([
    ['13800138000', '+8613800138000'],
    ['138 0013 8000', '+8613800138000'],
    ['+86 138-0013-8000', '+8613800138000'],
    ['+852 9123 4567', '+85291234567'],
    ['02112345678', null],
    ['12800138000', null],
    ['+86 021 1234 5678', null],
    ['+8613800138000,+8613900139000', null],
    ['8613800138000', null],
    ['+1', null],
  ])('%s is %s', (given, number) => {
    expect(mobileNumber.parse(given)).toBe(number);
  });

  it('is stored encrypted and shown to others without its middle', () => {
    const secrets = secretsFrom('s'.repeat(32));
    const sealed = mobileNumber.seal(secrets, '+8613800138000');
    expect(sealed).not.toContain('13800138000');
    expect(mobileNumber.unseal(secrets, sealed)).toBe('+8613800138000');
    expect(mobileNumber.masked('+8613800138000')).toBe('+86138****8000');
  });
});
