import { GraphQLString } from 'graphql';
import { enumType } from '../../../platform/schema/types.ts';

export const UpstreamOutcomeEnum = enumType(
  'UpstreamOutcome',
  'Outcome of a call to an upstream system that a person asked for (上游调用结果).',
  {
    OK: 'The upstream accepted the credentials and answered (正常).',
    WRITTEN: 'The object was read again and written (已更新).',
    UNCHANGED: 'The object was read again and is unchanged (无变化).',
    QUARANTINED:
      'The object was read again; it could not be applied and is in quarantine (已隔离).',
    NOT_FOUND: 'The upstream has no such object for this account (上游没有).',
    WRONG_KEY: 'The upstream does not accept the access key (密钥不正确).',
    CLOCK_SKEW:
      'The upstream refused the signature, and the clocks differ by more than 15 minutes (时钟偏差).',
    REFUSED: 'The upstream refused the call, for instance for a missing right (被拒绝).',
    THROTTLED: 'The quota is used up; try again later (超出配额).',
    UNREACHABLE: 'The upstream did not answer in time (无法连接).',
    FAILED: 'The upstream failed or answered malformed data (上游故障).',
  },
);
export type UpstreamOutcome = keyof typeof UpstreamOutcomeEnum;

/** Payload fields of a command that asks an upstream. */
export const outcomeFields = {
  outcome: {
    type: () => UpstreamOutcomeEnum,
    description: 'Outcome of the call; null if the command was refused, and in a dry run.',
  },
  code: {
    type: () => GraphQLString,
    description:
      "The upstream's code, for example APIG.0301, or the code of the connection, or of the row that could not be applied; null if there is none.",
  },
  requestId: {
    type: () => GraphQLString,
    description: 'Id that the upstream gave the request, for its support; null if it gave none.',
  },
};
