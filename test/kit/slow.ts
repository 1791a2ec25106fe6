import type { Locator, Page } from 'playwright-core';

/** Commands of a page that the server has not answered yet. */
export interface Held {
  /** Idempotency keys of all that were sent. */
  readonly keys: readonly string[];
  /** Resolves when so many were sent. */
  sent(count: number): Promise<void>;
  /** Answers them, and from now on all others at once. */
  release(): void;
}

/** From now on the server is slow to answer this page's commands: not before they are released. */
export async function holdCommands(page: Page): Promise<Held> {
  const keys: string[] = [];
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  await page.route('**/graphql', async (route) => {
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

/** Fails unless a button shows that what it began is under way, and takes no second press. */
export async function isUnderWay(button: Locator): Promise<void> {
  await button.and(button.page().locator('[aria-disabled=true]')).waitFor();
  // A forced press goes through whatever says that it should not.
  await button.click({ force: true });
  await button.locator('svg').waitFor();
}
