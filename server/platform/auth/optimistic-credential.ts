import { isDeepStrictEqual } from 'node:util';
import type { Database } from '../db/database.ts';
import type { LookUp } from '../db/look-up.ts';
import type { RequestDeadline } from '../request-deadline.ts';
import type { Viewer } from '../viewer.ts';
import type { Check } from './ports.ts';

/** Looks a credential up in a separate round trip and returns its identity; null for an invalid credential. */
export async function answerOf<T>(
  db: Pick<Database, 'lookUp'>,
  check: Check<T>,
): Promise<T | null> {
  let answer: T | null = null;
  const lookUp = check.lookUp((found) => {
    answer = found;
  });
  lookUp.take?.(await db.lookUp(lookUp));
  return answer;
}

/**
 * A viewer whose credential was valid at an earlier request. Reads and changes may start at once and carry the
 * proof of the credential in the same round trip. No answer is sent and no change is committed before `holds`
 * resolves to true, so an ended credential is refused immediately.
 */
export class OptimisticCredential {
  /** The look-up that proves the credential. It can be sent together with another statement. */
  readonly proof: LookUp;
  #holds: boolean | null = null;

  constructor(
    private readonly db: Pick<Database, 'lookUp' | 'until'>,
    readonly viewer: Viewer,
    check: Check<Viewer>,
    private readonly deadline: RequestDeadline,
  ) {
    this.proof = check.lookUp((found) => {
      this.#holds = isDeepStrictEqual(found, viewer);
    }, viewer);
  }

  /** Whether the credential is valid and has the same viewer. Looks it up unless a read has already done so. */
  async holds(): Promise<boolean> {
    if (this.#holds === null)
      this.proof.take?.(await this.db.until(this.deadline).lookUp(this.proof));
    return this.#holds === true;
  }
}
