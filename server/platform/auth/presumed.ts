import { isDeepStrictEqual } from 'node:util';
import type { Database } from '../db/database.ts';
import type { LookUp } from '../db/look-up.ts';
import type { Viewer } from '../viewer.ts';
import type { Check } from './ports.ts';

/** What a credential stands for, asked by itself; null when it is not good. */
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
 * A viewer whose credential was good at an earlier request. Reads for it may begin at once and take the
 * question whether it still is along, in one flight instead of two, and so may changes; but nothing may leave,
 * and no change be committed, before `holds` has said yes. So a credential that has ended is refused at once, as ever.
 */
export class Presumed {
  /** The question, to be taken along. */
  readonly proof: LookUp;
  #holds: boolean | null = null;

  constructor(
    private readonly db: Pick<Database, 'lookUp'>,
    readonly viewer: Viewer,
    check: Check<Viewer>,
  ) {
    this.proof = check.lookUp((found) => {
      this.#holds = isDeepStrictEqual(found, viewer);
    }, viewer);
  }

  /** Whether the credential is good and stands for the same viewer; asked now unless a read has done so. */
  async holds(): Promise<boolean> {
    if (this.#holds === null) this.proof.take?.(await this.db.lookUp(this.proof));
    return this.#holds === true;
  }
}
