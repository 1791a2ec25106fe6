export type Level = 'CUSTOMER' | 'PARTNER' | 'PRODUCT';
export type Standing =
  | 'WINS'
  | 'LESS_SPECIFIC'
  | 'NOT_YET_STARTED'
  | 'ENDED'
  | 'REVOKED'
  | 'NOT_GRANTED';

/** Standing of a candidate before it is compared with the others. */
export type Unranked = Exclude<Standing, 'WINS' | 'LESS_SPECIFIC'> | 'IN_FORCE';

/** Authorization that might apply, with its terms at the instant. */
export interface Candidate<S = Standing> {
  readonly id: string;
  readonly level: Level;
  readonly standing: S;
  readonly payRate: string;
  readonly shareRatio: string;
  readonly version: number;
  readonly maxCustomers: number | null;
  readonly validFrom: Date;
  readonly validUntil: Date;
}

/** Ranks candidates, most specific first: the first one in force applies (domain §3 item 6, §4.3b). */
export function rank(found: readonly Candidate<Unranked>[]): Candidate[] {
  const winner = found.findIndex(({ standing }) => standing === 'IN_FORCE');
  return found.map((row, i) => ({
    ...row,
    standing: row.standing !== 'IN_FORCE' ? row.standing : i === winner ? 'WINS' : 'LESS_SPECIFIC',
  }));
}
