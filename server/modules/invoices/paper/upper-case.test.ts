import { expect, it } from '@jest/globals';
import { upperCase } from './upper-case.ts';

it.each([
  // The examples of the central bank's rules for filling in bills (正确填写票据和结算凭证的基本规定).
  [140_950n, '壹仟肆佰零玖圆伍角整'],
  [600_714n, '陆仟零柒圆壹角肆分'],
  [168_032n, '壹仟陆佰捌拾圆叁角贰分'],
  [10_700_053n, '壹拾万柒仟圆伍角叁分'],
  [1_640_902n, '壹万陆仟肆佰零玖圆零贰分'],
  [32_504n, '叁佰贰拾伍圆零肆分'],
  [0n, '零圆整'],
  [1n, '壹分'],
  [10n, '壹角整'],
  [12n, '壹角贰分'],
  [100n, '壹圆整'],
  [1_000n, '壹拾圆整'],
  [1_000_000n, '壹万圆整'],
  [1_000_105n, '壹万零壹圆零伍分'],
  [10_000_000n, '壹拾万圆整'],
  [31_248_056n, '叁拾壹万贰仟肆佰捌拾圆伍角陆分'],
  [1_000_000_000n, '壹仟万圆整'],
  [1_000_000_100n, '壹仟万零壹圆整'],
  [1_000_100_000n, '壹仟万壹仟圆整'],
  [10_000_000_000n, '壹亿圆整'],
  [10_000_001_000n, '壹亿零壹拾圆整'],
  [10_001_000_000n, '壹亿零壹万圆整'],
  [1_234_567_890_123n, '壹佰贰拾叁亿肆仟伍佰陆拾柒万捌仟玖佰零壹圆贰角叁分'],
  [-112_566n, '负壹仟壹佰贰拾伍圆陆角陆分'],
])('%s fen', (minor, text) => {
  expect(upperCase(minor)).toBe(text);
});

it('every amount reads back as itself', () => {
  for (let i = 0n; i < 4_000n; i++) {
    const minor = (i * i * i * 7_919n + i) % 100_000_000_000_000n;
    expect([minor, readBack(upperCase(minor))]).toEqual([minor, minor]);
  }
});

it('an amount beyond the words is an error', () => {
  expect(() => upperCase(10n ** 18n)).toThrow('too large');
});

/** Reads the text by its characters alone. */
function readBack(text: string): bigint {
  let [total, group, digit] = [0n, 0n, 0n];
  for (const char of text) {
    const at = '零壹贰叁肆伍陆柒捌玖'.indexOf(char);
    if (at >= 0) digit = BigInt(at);
    else if (char === '角') [total, digit] = [total + digit * 10n, 0n];
    else if (char === '分') [total, digit] = [total + digit, 0n];
    else if (char === '圆') [total, group, digit] = [(total + group + digit) * 100n, 0n, 0n];
    else if (char === '万') [total, group, digit] = [total + (group + digit) * 10_000n, 0n, 0n];
    else if (char === '亿')
      [total, group, digit] = [(total + group + digit) * 100_000_000n, 0n, 0n];
    else if (char !== '整') {
      group += digit * 10n ** BigInt('拾佰仟'.indexOf(char) + 1);
      digit = 0n;
    }
  }
  return total;
}
