import { type Browser, chromium } from 'playwright-core';
import { candidates } from './chromium/candidates.ts';

/**
 * Starts a headless browser for one test file; close it in `afterAll`. The first start on a machine unpacks
 * the bundled browser, 3 to 10 s.
 * @throws with the reasons of all browsers that were tried
 */
export async function launchBrowser(): Promise<Browser> {
  const reasons: string[] = [];
  for (const candidate of candidates()) {
    try {
      return await chromium.launch({ ...(await candidate.options()), headless: true });
    } catch (error) {
      const [first] = (error as Error).message.split('\n');
      reasons.push(`${candidate.name}: ${first}`);
    }
  }
  throw new Error(
    `No browser starts. Set CHROME_PATH to a Chrome, Edge or Chromium, or run: npx playwright-core install --only-shell chromium\n${reasons.join('\n')}`,
  );
}
