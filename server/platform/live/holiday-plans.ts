import type { FastifyInstance } from 'fastify';
import type { Database } from '../db/database.ts';
import type { Logger } from '../log.ts';
import { HOLIDAY_TOPIC, loadHolidayPlans } from '../rules/holiday-plan.ts';
import type { Hub } from './hub.ts';

/** A lost event delays a plan by at most this time. */
const LONGEST_MS = 60_000;

/**
 * Reads the holiday plans into memory, now and whenever a server announces a new one. A deadline that was counted with
 * an older plan meanwhile is counted again (`recountDeadlines`).
 */
export async function followHolidayPlans(
  fastify: FastifyInstance,
  { hub, db, log }: { hub: Hub; db: Database; log: Logger },
): Promise<void> {
  await loadHolidayPlans(db);
  const reload = (): void =>
    void loadHolidayPlans(db).catch((error) => log.warn({ err: error }, 'holiday plans not read'));
  hub.watch((event) => {
    if (event === null || event.topic === HOLIDAY_TOPIC) reload();
  });
  const timer = setInterval(reload, LONGEST_MS);
  timer.unref();
  fastify.addHook('onClose', async () => clearInterval(timer));
}
