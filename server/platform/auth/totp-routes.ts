import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { PublicError } from '../errors.ts';
import { sendError } from '../http/errors.ts';
import {
  type AuthDeps,
  dropSession,
  memberSession,
  originOf,
  readBody,
  refuseCheck,
  rememberDevice,
} from './auth-deps.ts';
import { setSessionCookie } from './cookies.ts';
import type { Proven } from './ports.ts';
import { guarded, proofCounter, proveAgain, TOTP } from './sign-in.ts';
import { newRecoveryCodes, newTotp, recoveryHashes, totpStep } from './totp.ts';

const CODE = z.object({ code: z.string().min(6).max(40) });

/**
 * Registers the routes that turn the second factor on and off. Both end all other sessions of the user. Turning it
 * on requires a fresh proof of identity; turning it off requires a code, which is such a proof.
 */
export function registerTotpRoutes(scope: FastifyInstance, deps: AuthDeps): void {
  const { credentials, sessions, signIn } = deps;
  const { secrets, clock } = signIn;

  const member = async (request: FastifyRequest) => {
    const { userId, viewer } = await memberSession(deps, request, true);
    const account = await credentials.accountOf(userId);
    return { account: account!, viewer };
  };

  /** Opens the session that follows the ended ones. Throws UNAUTHENTICATED if the credentials have changed. */
  const renew = async (
    request: FastifyRequest,
    reply: FastifyReply,
    proven: Proven | null,
    memberId: string | null,
  ) => {
    if (!proven) throw PublicError.unauthenticated();
    await dropSession(deps, request, reply);
    const opened = await sessions.openMember(proven, memberId, originOf(request));
    if (opened) setSessionCookie(deps.env, reply, opened);
    rememberDevice(deps, request, reply, proven);
  };

  scope.post('/totp/enroll', async (request, reply) => {
    const { account, viewer } = await member(request);
    if (!viewer.hasFreshProof) throw PublicError.freshProofRequired();
    if (account.totp)
      return sendError(reply, 409, {
        code: 'TOTP_ALREADY_ON',
        message: 'The second factor is on. Turn it off first.',
      });
    const enrolment = newTotp(account.mail);
    await credentials.startTotp(account.userId, secrets.seal(TOTP, enrolment.secret));
    return reply.send(enrolment);
  });

  scope.post('/totp/confirm', async (request, reply) => {
    const { account, viewer } = await member(request);
    const { code } = readBody(CODE, request);
    const { pendingTotp } = account;
    if (pendingTotp === null)
      return sendError(reply, 409, {
        code: 'TOTP_NOT_STARTED',
        message: 'Start the enrolment first.',
      });
    const checked = await guarded<number>(signIn, [proofCounter(account)], async () => {
      const step = await totpStep(
        secrets.unseal(TOTP, pendingTotp),
        code.replace(/\s/g, ''),
        clock.now(),
        null,
      );
      return step === null ? { ok: false, code: 'TOTP_INVALID' } : { ok: true, value: step };
    });
    if (!checked.ok) return refuseCheck(reply, checked);
    const recoveryCodes = newRecoveryCodes();
    const proven = await credentials.confirmTotp(
      account,
      checked.value,
      recoveryCodes.map((one) => recoveryHashes(secrets, one)[0]!),
    );
    await renew(request, reply, proven, viewer.memberId);
    return reply.send({ recoveryCodes });
  });

  scope.post('/totp/disable', async (request, reply) => {
    const { account, viewer } = await member(request);
    const { code } = readBody(CODE, request);
    if (!account.totp)
      return sendError(reply, 409, { code: 'TOTP_NOT_ON', message: 'The second factor is off.' });
    const checked = await proveAgain(signIn, account, { code });
    if (!checked.ok) return refuseCheck(reply, checked);
    const proven = await credentials.disableTotp(account);
    await renew(request, reply, proven, viewer.memberId);
    return reply.send({ ok: true });
  });
}
