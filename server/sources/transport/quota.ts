import type { Timing } from '../../platform/clock.ts';
import { unlessAborted } from './abort.ts';
import type { Admissions } from './admission.ts';

/** A second of the upstream's count, and a twentieth of it because requests arrive after unequal times. */
const WINDOW_MS = 1_050;
/**
 * Time after an admission within which it must be used. It doubles while the process or the answers are slower, up to
 * far above the time of an answer, so that a call is admitted in the end.
 */
const LATE_MS = 50;
const LATEST_MS = 30_000;
/** Most admissions of one request: fewer round trips, and no process takes the whole second. */
const BATCH = 5;

/** An admission in the time of this process. */
interface Admission {
  /** Earliest instant at which it may have been granted. */
  readonly since: number;
  /** Instant from which it may be used, whenever it was granted. */
  readonly from: number;
  readonly until: number;
}

/**
 * Admits calls of one API in the order of their arrival, at the times that all processes share. An admission that could
 * not be used in time lapses: a process that was busy must not send what others have been admitted for since.
 */
export class Quota {
  private admissions: Admission[] = [];
  /** Settles when the call before the next one is admitted or has left. */
  private before: Promise<unknown> = Promise.resolve();
  private waiting = 0;
  private lateMs = LATE_MS;

  constructor(
    private readonly timing: Timing,
    private readonly perSecond: number,
    private readonly key: string,
  ) {}

  /** Resolves once the call may be sent. Rejects if the signal aborts first, and if no admission can be had. */
  admit(shared: Admissions, api: string, signal?: AbortSignal): Promise<void> {
    this.waiting += 1;
    const turn = this.before
      .then(() => this.next(shared, api, signal))
      .finally(() => {
        this.waiting -= 1;
      });
    this.before = turn.catch(() => {});
    return unlessAborted(turn, signal);
  }

  private async next(shared: Admissions, api: string, signal?: AbortSignal): Promise<void> {
    for (;;) {
      signal?.throwIfAborted();
      const [admission] = this.admissions;
      if (!admission) {
        await this.ask(shared, api);
        continue;
      }
      const now = this.timing.now();
      if (now < admission.from) {
        await this.timing.sleep(admission.from - now, signal);
        continue;
      }
      this.admissions.shift();
      if (now <= admission.until) {
        this.lateMs = Math.max(LATE_MS, this.lateMs / 2);
        return;
      }
      this.lateMs = Math.min(LATEST_MS, 2 * (now - admission.since));
    }
  }

  /** The instant of the grants lies between question and answer: use begins after the later, and ends after the earlier. */
  private async ask(shared: Admissions, api: string): Promise<void> {
    const { key, perSecond, lateMs } = this;
    const count = Math.min(this.waiting, BATCH, perSecond);
    const asked = this.timing.now();
    const waits = await shared.take({
      ...{ key, api, count, perSecond },
      holdMs: WINDOW_MS + lateMs,
      waiting: this.waiting - count,
    });
    const answered = this.timing.now();
    this.admissions = waits.map((ms) => ({
      since: asked + ms,
      from: answered + ms,
      until: asked + ms + lateMs,
    }));
  }
}
