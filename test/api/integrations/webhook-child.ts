import 'reflect-metadata';
import { join } from 'node:path';
import { deliverWebhooks } from '../../../server/modules/integrations/index.ts';
import { systemTiming } from '../../../server/platform/clock.ts';
import { openDatabase } from '../../../server/platform/db/database.ts';
import { filesIn } from '../../../server/platform/files/open-store.ts';
import { openLog } from '../../../server/platform/log.ts';
import { secretsFrom } from '../../../server/platform/secrets.ts';
import { loadDomain } from '../../../server/schema.ts';
import { memoryStore } from '../../kit/store.ts';

// A worker that delivers webhooks until it is killed.
const [url, ownerUrl, folder, now] = process.argv.slice(2);
const domain = await loadDomain();
const db = await openDatabase({ url: url!, ownerUrl: ownerUrl!, entities: domain.entities });
const clock = { now: () => new Date(now!) };
const task = deliverWebhooks({
  db,
  clock,
  realClock: clock,
  timing: systemTiming,
  domain,
  log: openLog('error'),
  files: filesIn(memoryStore(), join(folder!, 'incoming')),
  secrets: secretsFrom('s'.repeat(32)),
  publicUrl: 'http://localhost:4000',
  allowsLoopback: true,
});
for (;;) {
  await task.run();
  await systemTiming.sleep(20);
}
