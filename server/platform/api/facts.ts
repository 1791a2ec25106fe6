import { ERROR_CODES } from '../errors.ts';
import { PAGE_DEFAULT, PAGE_MOST } from '../read/declare.ts';
import { MUTATION_POINTS, TOTALS_POINTS } from './cost.ts';
import { NEW_TEXT_POINTS } from './documents.ts';
import { statusOfCode } from './endpoint.ts';
import { LIMITS } from './limits.ts';
import { KEY_RATE, TENANT_RATE } from './limits-budget.ts';
import { RUNNING_REQUESTS } from './limits-concurrency.ts';

/** Figures of the API that its guide in the portal shows, taken from the code that enforces them. */
export const FACTS = {
  /** Codes of top-level errors, each with its HTTP status for the media type application/json. */
  errors: Object.fromEntries(ERROR_CODES.map((code) => [code, statusOfCode(code)])),
  limits: {
    operationPoints: LIMITS.cost,
    keyPoints: KEY_RATE.maximum,
    keyPointsPerSecond: KEY_RATE.restoreRate,
    organizationPoints: TENANT_RATE.maximum,
    organizationPointsPerSecond: TENANT_RATE.restoreRate,
    mutationPoints: MUTATION_POINTS,
    totalsPoints: TOTALS_POINTS,
    newTextPoints: NEW_TEXT_POINTS,
    pageDefault: PAGE_DEFAULT,
    pageMost: PAGE_MOST,
    depth: LIMITS.depth,
    rootFields: LIMITS.rootFields,
    mutations: LIMITS.mutations,
    bodyBytes: LIMITS.bytes,
    runningRequests: RUNNING_REQUESTS,
  },
};
