import { describe, expect, it } from '@jest/globals';
import { Expression } from './expression.ts';

const inputs = (name: string) => ({ top: { a: 6n, b: 4n, c: 3n, zero: 0n }[name]!, bottom: 1n });
const value = (text: string): string => {
  const { top, bottom } = new Expression(text).value(inputs);
  return `${top}/${bottom}`;
};

describe('an expression', () => {
  it.each([
    ['a - b - c', '-1/1'],
    ['a - (b - c)', '5/1'],
    ['a / b / c', '6/12'],
    ['a + (b * c)', '18/1'],
    ['a / (1 + c) * b', '24/4'],
    ['(a / b) + (c / b)', '36/16'],
    ['a / (b - 10)', '-6/6'],
    ['max(0, b - a) * c', '0/1'],
    ['max(c, a - b) * c', '9/1'],
    ['max(a / b, c)', '12/4'],
    ['min(0, a - b - c)', '-1/1'],
  ])('%s is %s', (text, expected) => {
    expect(value(text)).toBe(expected);
  });

  it('gives the same quotient as SQL text', () => {
    const { top, bottom } = new Expression('a * (1 + b) / (1 + c)').sql((name) => `x.${name}`);
    expect(top).toBe('(x.a)::numeric * (1 + (x.b)::numeric)');
    expect(bottom).toBe('(1 + (x.c)::numeric)');
    expect(new Expression('a * b').sql((name) => name).bottom).toBeNull();
    const margin = new Expression('max(0, a - b) * c').sql((name) => name);
    expect(margin.top).toBe('greatest(0, ((a)::numeric - (b)::numeric)) * (c)::numeric');
  });

  it('lists its operations from left to right', () => {
    const steps = new Expression('(a - c) * b / (1 + c)').steps(inputs);
    expect(steps.map(({ operation }) => operation)).toEqual(['a', '- c', '* b', '/ (1 + c)']);
    expect(steps.at(-1)!.value).toEqual({ top: 12n, bottom: 4n });
    const chosen = new Expression('max(0, a - (b * c)) / (1 + c)').steps(inputs);
    expect(chosen.map(({ operation }) => operation)).toEqual(['max(0, a - (b * c))', '/ (1 + c)']);
  });

  it('takes another expression in place of a name', () => {
    const margin = new Expression('a - b');
    expect(new Expression('base * c').with('base', margin).text).toBe('(a - b) * c');
    expect(new Expression('base * c').with('base', new Expression('a')).text).toBe('a * c');
    const atLeast = new Expression('base * c').with('base', new Expression('max(0, a - b)'));
    expect(atLeast.text).toBe('max(0, a - b) * c');
    expect(atLeast.names).toEqual(['a', 'b', 'c']);
  });

  it.each([
    '',
    'a +',
    '(a',
    'a b',
    'a ** b',
    'a % b',
    '1.5 * a',
    'a + b * c',
    'a / b - c',
    'max(a)',
    'max(a, b',
    'sum(a, b)',
  ])('refuses "%s"', (text) => {
    expect(() => new Expression(text)).toThrow('Not an expression');
  });

  it('refuses a quotient of zero', () => {
    expect(() => value('a / zero')).toThrow('undefined');
  });
});
