import type { ChildProcess } from 'node:child_process';
import type { Socket } from 'node:net';
import { type Browser, chromium } from 'playwright-core';
import { candidates } from './chromium/candidates.ts';

/**
 * Starts a headless browser, which the caller closes. The first start on a machine unpacks the bundled browser, 3 to
 * 10 s.
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

let kept: Promise<Browser> | undefined;

/** The browser that the test files of a worker share. It ends with the worker; after a crash there is a new one. */
export async function sharedBrowser(): Promise<Browser> {
  const running = await kept?.catch(() => undefined);
  if (running?.isConnected()) return running;
  kept = launchBrowser();
  letProcessEnd(await kept);
  return await kept;
}

/** The part of a browser's implementation that has its process. */
interface Launched {
  readonly _connection: {
    toImpl(browser: Launched): { options: { browserProcess: { process: ChildProcess } } };
  };
}

/** An open browser keeps no process from its end, which then kills the browser. */
function letProcessEnd(browser: Browser): void {
  const launched = browser as unknown as Launched;
  const child = launched._connection.toImpl(launched).options.browserProcess.process;
  for (const handle of [child, ...child.stdio]) (handle as Socket | null)?.unref();
}
