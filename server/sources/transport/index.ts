/** Signed calls to an upstream: quota, repeats, circuit, time-outs, failures (domain §6.2). */

export { systemTiming, type Timing } from '../../platform/clock.ts';
export { type AdmissionRequest, type Admissions, admit, localAdmissions } from './admission.ts';
export { ONCE, PATIENT, type Patience } from './backoff.ts';
export type { CircuitState } from './circuit.ts';
export type { Credentials } from './credentials.ts';
export { type FailureKind, UpstreamFailure } from './failure.ts';
export type { Amount } from './fields.ts';
export { openHttp, receiverUrl, upstreamOrigin } from './http.ts';
export { NumberText, parseJson } from './json.ts';
export { LIMITS, type Limits, openLimits } from './limits.ts';
export { retryAfterMs } from './retry-after.ts';
export type { Page, Parsed, ParseRow, RowProblem } from './rows.ts';
export { type Query, signed, type UnsignedRequest } from './sign.ts';
export {
  type ApiState,
  openTransport,
  type Transport,
  type TransportOptions,
  type UpstreamCall,
} from './transport.ts';
