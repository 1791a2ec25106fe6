import { expect, test } from '@jest/globals';
import { CATALOGS } from '../catalogs.ts';
import { isMailTemplate, message } from './catalog.ts';
import { renderMail } from './render.ts';

const source = {
  template: 'passwordReset',
  locale: 'en' as const,
  params: { name: '<script>&', hours: 2 },
  links: { resetLink: '/reset?a=1&b=2' },
};
const PUBLIC_URL = 'https://portal.example.com';

const invite = (note: string) => ({
  template: 'bindingInvite',
  locale: 'zh' as const,
  params: { customer: '东方制造', partner: '云帆科技', type: 'ADVISORY', note, days: 7 },
  links: { link: 'https://portal.example.com/buyer/bindings/x' },
});

test('text and HTML have the same words and escape user text', () => {
  const { text, html } = renderMail(source, PUBLIC_URL);
  expect(text).toContain('Hello <script>&,');
  expect(html).toContain('Hello &lt;script&gt;&amp;,');
  expect(text).toContain('within 2 hours');
  expect(html).toContain('within 2 hours');
});

test('only addresses of the mail become links, and one is the button', () => {
  const { text, html } = renderMail(
    { ...source, params: { name: 'see https://evil.example', hours: 2 } },
    PUBLIC_URL,
  );
  expect(html.match(/class="button"/g)).toHaveLength(1);
  expect(html).toContain('class="button" href="https://portal.example.com/reset?a=1&amp;b=2"');
  expect(html).not.toContain('href="https://evil');
  expect(text).toContain('Set a new password:\nhttps://portal.example.com/reset?a=1&b=2');
});

test('facts are a table, and a fact without a value is left out', () => {
  const { text, html } = renderMail(invite('第一行\n| 假冒 | 行'), PUBLIC_URL);
  expect(text).toContain('留言：第一行\n| 假冒 | 行');
  expect(html.match(/<tr>/g)).toHaveLength(1);
  expect(html).toContain('第一行<br>| 假冒 | 行');
  const none = renderMail(invite(''), PUBLIC_URL);
  for (const words of [none.text, none.html]) {
    expect(words).not.toContain('留言');
    expect(words).not.toContain('–');
  }
});

test('a mail is in one language: that of its reader, or else that of the site', () => {
  const { text, subject } = renderMail({ ...invite(''), locale: null }, PUBLIC_URL);
  expect(subject).toBe('云帆科技 邀请 东方制造 建立绑定关系');
  expect(text).not.toContain('Dear');
  expect(text).toContain('also in English');
  const english = renderMail({ ...invite(''), locale: 'en' }, PUBLIC_URL);
  expect(english.text).not.toMatch(/您好|云商店/);
});

/** Mails about an act of others, which ask for nothing, and one with a code for a page that is open. */
const WITHOUT_BUTTON = [
  'mail.bindingNotice.text',
  'mail.contactOnFile.text',
  'mail.customerCode.text',
];

test('no mail loads anything from elsewhere or has more than one button', () => {
  for (const catalog of Object.values(CATALOGS) as Readonly<Record<string, string>>[])
    for (const [key, text] of Object.entries(catalog))
      if (/^mail\.\w+\.text$/.test(key))
        expect([
          key,
          text.split('\n').filter((line) => /^\[.+\]\(\{\w+\}\)$/.test(line)).length,
        ]).toEqual([key, WITHOUT_BUTTON.includes(key) ? 0 : 1]);
  const { html } = renderMail(source, PUBLIC_URL);
  expect(html).not.toMatch(/<img|<script|<link|@import|url\(/);
});

test('a missing value or text is an error', () => {
  expect(() => renderMail({ ...source, params: {} }, PUBLIC_URL)).toThrow(/name/);
  expect(() => message('zh', 'mail.nothing.text')).toThrow('mail.nothing.text');
  expect(isMailTemplate('nothing')).toBe(false);
});
