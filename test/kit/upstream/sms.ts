import { BadParameter, failed, ok, type Parameters, type Reply } from './reply.ts';
import type { SmsApplication } from './world.ts';

const SENT = '000000';
const NUMBER = /^\+[1-9]\d{6,19}$/;

function valuesOf(parameters: Parameters): string[] {
  const values: unknown = JSON.parse(parameters.text('templateParas') ?? '[]');
  if (!Array.isArray(values) || values.some((value) => typeof value !== 'string' || value === ''))
    throw new BadParameter('templateParas');
  return values;
}

/** Takes a message to one number. A wrong channel number, signature or number is refused. */
export function sendSms(application: SmsApplication, parameters: Parameters): Reply {
  if (parameters.required('from') !== application.from)
    return failed('SMS', 400, 'E200029', 'The channel number does not exist.');
  if (parameters.required('signature') !== application.signature)
    return failed('SMS', 400, 'E200033', 'The signature does not match.');
  const to = parameters.required('to');
  const templateId = parameters.required('templateId');
  const values = valuesOf(parameters);
  const status = NUMBER.test(to) ? SENT : 'E200015';
  if (status === SENT) application.sent.push({ to, templateId, values });
  const smsMsgId = `sms-${application.sent.length}`;
  const result = [{ originTo: to, from: application.from, smsMsgId, status }];
  return ok({ code: SENT, description: 'Success', result });
}
