import { createCipheriv } from 'node:crypto';
import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { bodySign } from './body-sign.ts';
import { aesKey, decryptField, KEY_BITS, readField } from './encrypted-field.ts';
import { hmac } from './hmac.ts';
import { parametersOf } from './query.ts';
import { instantOf, isTimely } from './timestamp.ts';
import { authToken, v1Message } from './v1.ts';
import { v2Signature } from './v2.ts';

const KEY = 'demo-access-key-0001';

describe('vectors of domain §6.3', () => {
  it('signs the base message', () => {
    expect(hmac('abcde', 'a=1&b=2', 'base64')).toBe('4sbEVd9vKZQGPRRr8TyjWery0lZV7tetTnzfX3Gb9Ok=');
  });

  it('signs a V1 query', () => {
    const query =
      'activity=newInstance&businessId=61e834ba-7b97-4418-b8f7-e5345137278c&customerId=68cbc86abc2018ab880d92f36422fa0e&expireTime=20200727153156&orderId=CS1906666666ABCDE&productId=00301-666666-0--0&testFlag=1&timeStamp=20200727073711903';
    const message = v1Message(parametersOf(query)!);
    expect(authToken(KEY, '20200727073711903', message!)).toBe(
      'hnOk242kCGm3NfSoavIHNqZJDeiw3Vzf7wSeTnApHGU=',
    );
  });

  it('signs a V2 body', () => {
    const body =
      '{"activity":"orderNotify","orderId":"CS2211181819B4LVS","orderLineId":"CS2211181819B4LVS-000001","testFlag":"1"}';
    expect(hmac(KEY, body, 'hex')).toBe(
      '0acf5732b3490e706fd499f0256c3001e013455fe55f2d223a3ae46364c72c11',
    );
    const signed = { timestamp: '1729566664115', nonce: 'Of4lsV7H1qrzVDI52O5CFk2ofPcZRaA6' };
    expect(v2Signature(KEY, signed, Buffer.from(body))).toBe(
      '232bf7733e561b8d97a5943cfc5dffd1766f47bea08ed93d50e0eafaadeaf240',
    );
  });

  it('signs a response', () => {
    expect(bodySign(KEY, '{"resultCode":"000000","resultMsg":"success"}')).toBe(
      'sign_type="HMAC-SHA256", signature="yVliMb/ErYAJtwUb5lIatctGfdhTtFAV3TNVnJxnzx8="',
    );
  });

  it('derives AES keys as the SHA1PRNG of Java', () => {
    const first = 'da495cf27591a9a89408d9272d81666c';
    expect(aesKey(KEY, 128).toString('hex')).toBe(first);
    expect(aesKey(KEY, 256).toString('hex')).toBe(`${first}4f69e0031691d18e069d31a179065e5b`);
  });

  test.each([
    ['2', '0123456789abcdefK9DWY645NBc8FR0Y+6UFzQ=='],
    ['1', '0123456789abcdefIOMe4d4S1icp5bxWXWYMAw=='],
  ] as const)('decrypts a field of encryptType %s', (type, text) => {
    expect(decryptField(KEY, text, type)).toBe('13800000000');
  });
});

describe('encrypted fields', () => {
  test.each([
    '',
    '0123456789abcdef',
    '0123456789abcde',
    '0123456789abcdefK9DWY645NBc8FR0Y+6UFzQ',
    '0123456789abcdef!9DWY645NBc8FR0Y+6UFzQ==',
    '01234é6789abcdefK9DWY645NBc8FR0Y+6UFzQ==',
    '13800000000',
  ])('refuses "%s"', (text) => {
    expect(decryptField(KEY, text, '1')).toBeNull();
  });

  it('may be plain, or of a type that the request does not name', () => {
    const [two, one] = [
      '0123456789abcdefK9DWY645NBc8FR0Y+6UFzQ==',
      '0123456789abcdefIOMe4d4S1icp5bxWXWYMAw==',
    ];
    for (const plain of ['13800000000', 'li.wei@dongfang.example', '李伟', ''])
      expect(readField(KEY, plain)).toBe(plain);
    expect([one, two].map((text) => readField(KEY, text))).toEqual(['13800000000', '13800000000']);
    expect(readField(KEY, one!, '1')).toBe('13800000000');
    expect(readField('another-key', one!)).toBeNull();
  });

  it('decrypts any text, and with another key never the same', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        fc.string({ minLength: 1 }),
        fc.constantFrom('1' as const, '2' as const),
        fc.stringMatching(/^[\w]{16}$/),
        (plain, key, type, iv) => {
          const bits = KEY_BITS[type];
          const cipher = createCipheriv(`aes-${bits}-cbc`, aesKey(key, bits), iv);
          const text = iv + cipher.update(plain, 'utf8', 'base64') + cipher.final('base64');
          expect(decryptField(key, text, type)).toBe(plain);
          if (plain !== '') expect(decryptField(`${key}x`, text, type)).not.toBe(plain);
        },
      ),
    );
  });
});

describe('times', () => {
  test.each([
    ['1729566664115', '2024-10-22T03:11:04.115Z'],
    ['1729566664', '2024-10-22T03:11:04.000Z'],
    ['20200727073711903', '2020-07-27T07:37:11.903Z'],
  ])('%s is %s', (text, iso) => {
    expect(instantOf(text)?.toISOString()).toBe(iso);
  });

  test.each([
    '',
    '0',
    '172956666411',
    '17295666641155',
    '20200231073711903',
    '20201327073711903',
    '1729566664115 ',
    '１７２９５６６６６４',
  ])('refuses "%s"', (text) => {
    expect(instantOf(text)).toBeNull();
  });

  it('accepts 60 s in both directions and not a millisecond more', () => {
    const now = new Date('2026-11-27T02:24:00Z');
    const at = (ms: number): boolean => isTimely(new Date(now.getTime() + ms), now);
    expect([-60_001, -60_000, 0, 60_000, 60_001].map(at)).toEqual([false, true, true, true, false]);
  });
});

describe('a V1 query', () => {
  test.each(['a=%zz', 'a=%ff', 'a=1&a=2', 'a', '=1', 'a=1&', '&a=1'])('refuses "%s"', (query) => {
    expect(parametersOf(query)).toBeNull();
  });

  it('has no text if another set of parameters shares it', () => {
    expect(v1Message(parametersOf('a=1&b=2')!)).toBe('a=1&b=2');
    expect(v1Message(parametersOf('a=1%26b%3D2')!)).toBeNull();
    expect(v1Message(parametersOf('a%3D1=2')!)).toBeNull();
    expect(v1Message(parametersOf('name=Smith%26Sons&sum=1%3D1')!)).toBe('name=Smith&Sons&sum=1=1');
  });
});
