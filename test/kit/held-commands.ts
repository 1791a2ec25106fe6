import type { Locator, Page } from 'playwright-core';
import { intercept } from './intercept.ts';

/** Commands of a page that the server has not answered yet. */
export interface Held {
  /** Idempotency keys of all commands that were sent. */
  readonly keys: readonly string[];
  /** Resolves when this many commands were sent. */
  sent(count: number): Promise<void>;
  /** Answers the held commands; later ones are answered at once. */
  release(): void;
}

/** From now on the server answers this page's commands only after `release`. */
export async function holdCommands(page: Page): Promise<Held> {
  const keys: string[] = [];
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  await intercept(page, '**/graphql', async (route) => {
    const { variables } = route.request().postDataJSON() as {
      variables?: { idempotencyKey?: string };
    };
    if (variables?.idempotencyKey) {
      keys.push(variables.idempotencyKey);
      await released;
    }
    await route.fallback();
  });
  return {
    keys,
    async sent(count) {
      while (keys.length < count) await page.waitForTimeout(20);
    },
    release,
  };
}

/** Fails unless a button shows progress and ignores a second press. */
export async function expectUnderWay(button: Locator): Promise<void> {
  await button.and(button.page().locator('[aria-disabled=true]')).waitFor();
  // A forced press ignores disabled states, so the button itself must refuse it.
  await button.click({ force: true });
  await button.locator('svg').waitFor();
}
