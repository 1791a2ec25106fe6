import { Logger as QueueLogger } from 'graphile-worker';
import type { Logger } from 'pino';

/** Writes the queue's log lines to the product's log. Its routine lines, one for each job, have level debug. */
export function queueLogger(log: Logger): QueueLogger {
  return new QueueLogger(() => (level, message) => {
    const line = { part: 'jobs' };
    if (level === 'error') log.error(line, message);
    else if (level === 'warning') log.warn(line, message);
    else log.debug(line, message);
  });
}
