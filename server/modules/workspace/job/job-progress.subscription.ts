import { subscription } from '../../../platform/live/subscription.ts';
import { JOB_TOPIC } from './job.life.ts';
import { job } from './job.read.ts';

export const jobProgress = subscription.object({
  name: 'jobProgress',
  description: 'Progress of a job: its current state, then each change (任务进度).',
  topic: JOB_TOPIC,
  reads: () => job,
  idDescription: 'Global id of the job.',
});
