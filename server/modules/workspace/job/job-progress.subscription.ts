import { objectSubscription, type Subscription } from '../../../platform/live/subscription.ts';
import { JOB_TOPIC } from './job.life.ts';
import { job } from './job.read.ts';

export const jobProgress: Subscription = objectSubscription({
  name: 'jobProgress',
  description: 'A job as it is now, and again whenever it has got on (任务进度).',
  topic: JOB_TOPIC,
  reads: () => job,
  idDescription: 'The job.',
});
