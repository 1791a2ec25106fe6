import { expect, test } from '@jest/globals';
import { isMailTemplate, message } from './catalog.ts';
import { renderMail } from './render.ts';

const source = {
  template: 'passwordReset',
  locale: 'en' as const,
  params: { name: '<script>&', hours: 2 },
  links: { resetLink: '/reset?a=1&b=2' },
};
const PUBLIC_URL = 'https://portal.example.com';

test('text and HTML have the same words and escape user text', () => {
  const { text, html } = renderMail(source, PUBLIC_URL);
  expect(text).toContain('Hello <script>&,');
  expect(html).toContain('Hello &lt;script&gt;&amp;,');
  expect(text).toContain('within 2 hours');
  expect(html).toContain('within 2 hours');
});

test('only addresses of the mail become links', () => {
  const { html } = renderMail(
    { ...source, params: { name: 'see https://evil.example', hours: 2 } },
    PUBLIC_URL,
  );
  expect(html).toContain('<a href="https://portal.example.com/reset?a=1&amp;b=2">');
  expect(html).not.toContain('href="https://evil');
});

test('a missing value or text is an error', () => {
  expect(() => renderMail({ ...source, params: {} }, PUBLIC_URL)).toThrow(/name/);
  expect(() => message('zh', 'mail.nothing.text')).toThrow('mail.nothing.text');
  expect(isMailTemplate('nothing')).toBe(false);
});
