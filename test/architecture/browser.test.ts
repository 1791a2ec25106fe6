import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../kit/browser.ts';
import { layoutFaults } from '../kit/layout.ts';

describe('the browser of the tests', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser.close();
  });

  /** The pixels of one character in black on white. */
  async function pixels(text: string, font: string): Promise<string> {
    const page = await browser.newPage();
    try {
      return await page.evaluate(
        ([text, font]) => {
          const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 64 });
          const context = canvas.getContext('2d');
          if (!context) throw new Error('This browser draws nothing.');
          context.font = font;
          context.fillText(text, 8, 48);
          return canvas.toDataURL();
        },
        [text, font] as const,
      );
    } finally {
      await page.close();
    }
  }

  it.each(['sans-serif', 'system-ui', 'monospace'])('draws Chinese in %s', async (family) => {
    const font = `40px ${family}`;
    const [character, other, unknown, blank] = await Promise.all(
      ['云', '伙', '\u{10FFFD}', ' '].map((text) => pixels(text, font)),
    );
    expect(character).not.toBe(unknown);
    expect(character).not.toBe(blank);
    expect(character).not.toBe(other);
  });

  it('has a separate bold Chinese face', async () => {
    const [regular, bold] = await Promise.all(
      ['40px sans-serif', 'bold 40px sans-serif'].map((font) => pixels('云', font)),
    );
    expect(bold).not.toBe(regular);
  });

  it.each([
    ['whole', '<p>云商店</p><p>客户服务商</p>', 0],
    ['cut', '<p style="width: 30px; overflow: hidden; white-space: nowrap">客户服务商</p>', 1],
    [
      'cut with an ellipsis',
      '<p style="width: 30px; overflow: hidden; white-space: nowrap; text-overflow: ellipsis">客户服务商</p>',
      0,
    ],
    [
      'a figure cut with an ellipsis',
      '<p style="width: 30px; overflow: hidden; white-space: nowrap; text-overflow: ellipsis">¥1,284,560.00</p>',
      1,
    ],
    ['covered', '<p>云商店</p><p style="margin-top: -34px">客户服务商</p>', 1],
  ])('detects text that is %s', async (_, html, faults) => {
    const page = await browser.newPage();
    await page.setContent(`<main>${html}</main>`);
    expect(await layoutFaults(page)).toHaveLength(faults);
    await page.close();
  });

  it('fills in a form and reads the response', async () => {
    const page = await browser.newPage();
    await page.setContent(
      '<label>名称 <input oninput="out.value = this.value.length"></label><output id="out"></output>',
    );
    await page.getByLabel('名称').fill('华为云');
    expect(await page.locator('output').textContent()).toBe('3');
    await page.close();
  });
});
