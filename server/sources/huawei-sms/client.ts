import { z } from 'zod';
import { UpstreamFailure } from '../transport/failure.ts';
import type { Transport } from '../transport/transport.ts';

/** Name of the API, as quota, circuit and failures know it. */
const SMS_API = 'batchSendSms';

const SENT = '000000';

const answerShape = z.object({
  code: z.string(),
  result: z
    .array(z.object({ smsMsgId: z.string().nullish(), status: z.string().nullish() }))
    .nullish(),
});

export interface SmsRequest {
  /** Channel number of the signature (通道号). */
  readonly from: string;
  readonly to: string;
  readonly templateId: string;
  /** Values of the template's variables in their order. */
  readonly values: readonly string[];
  readonly signature: string;
}

/** Client of the Huawei Cloud service Message & SMS. */
export interface SmsClient {
  /**
   * Sends one message. Returns its id at the service, null if the answer cannot be read: the service has taken the
   * message by then, and sending it again would double it. Throws UpstreamFailure for every other failure.
   */
  send(request: SmsRequest): Promise<string | null>;
}

export function smsClient(transport: Transport): SmsClient {
  return {
    async send({ from, to, templateId, values, signature }) {
      const form = { from, to, templateId, templateParas: JSON.stringify(values), signature };
      const call = { api: SMS_API, method: 'POST', path: '/sms/batchSendSms/v1', form } as const;
      const answer = await transport.call(call).catch(takenThough);
      const read = answerShape.safeParse(answer);
      if (!read.success) return null;
      const [first] = read.data.result ?? [];
      const code = first?.status ?? SENT;
      if (code !== SENT) throw new UpstreamFailure('REFUSED', { api: SMS_API, code, status: 200 });
      return first?.smsMsgId ?? null;
    },
  };
}

/** Accepts an answer of success whose body is damaged. Throws every other failure. */
function takenThough(error: unknown): null {
  const isTaken =
    error instanceof UpstreamFailure &&
    error.kind === 'MALFORMED' &&
    error.status !== null &&
    error.status >= 200 &&
    error.status < 300;
  if (!isTaken) throw error;
  return null;
}
