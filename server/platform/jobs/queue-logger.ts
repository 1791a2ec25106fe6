import { Logger as QueueLogger } from 'graphile-worker';
import type { Logger } from 'pino';

/** The queue's log lines in the product's log. Its routine lines, one per job, are debug lines there. */
export function queueLogger(log: Logger): QueueLogger {
  return new QueueLogger(() => (level, message) => {
    const line = { part: 'jobs' };
    if (level === 'error') log.error(line, message);
    else if (level === 'warning') log.warn(line, message);
    else log.debug(line, message);
  });
}
