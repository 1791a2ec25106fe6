import { pino } from 'pino';
import { systemClock } from '../../../server/platform/clock.ts';
import { openDatabase } from '../../../server/platform/db/database.ts';
import { claimDeadline } from '../../../server/platform/jobs/deadlines.ts';
import { jobEntities } from '../../../server/platform/jobs/index.ts';
import { startJobs } from '../../../server/platform/jobs/worker.ts';
import { mailboxMailer } from '../../../server/platform/mail/mailer.ts';
import { systemViewer } from '../../../server/platform/viewer.ts';

/** A worker that claims a deadline, says so, and never comes to its end: the test kills it there. */
const [url, ownerUrl] = process.argv.slice(2) as [string, string];
const db = await openDatabase({ url, ownerUrl, entities: jobEntities });
await startJobs({
  db,
  clock: systemClock,
  log: pino({ level: 'silent' }),
  mailer: mailboxMailer,
  publicUrl: 'https://portal.example.com',
  fire: (_type, _event, _subject, id) =>
    db.transaction(systemViewer('test'), async (tx) => {
      await claimDeadline(tx, id, systemClock.now());
      process.stdout.write(`claimed ${id}\n`);
      await new Promise(() => {});
    }),
});
