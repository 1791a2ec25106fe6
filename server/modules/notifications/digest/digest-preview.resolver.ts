import { Ctx, Query, Resolver } from 'type-graphql';
import type { GraphqlContext } from '../../../platform/api/context.ts';
import { previewMail } from '../../../platform/mail/render.ts';
import { Access } from '../../../platform/schema/decorators.ts';
import { NOTIFIED_ROLES } from '../notification/notification.read.ts';
import { nextDigest } from './digest.read.ts';
import { MailPreviewType } from './digest-preview.type.ts';

const NOTHING: MailPreviewType = { subject: '', parts: [] };

@Resolver()
export class DigestPreviewResolver {
  @Query(() => MailPreviewType, {
    description:
      "Viewer's next digest as it would be sent now; no parts without unread notifications for it (每日汇总预览).",
  })
  @Access(...NOTIFIED_ROLES)
  async notificationDigestPreview(
    @Ctx() { deps, viewer }: GraphqlContext,
  ): Promise<MailPreviewType> {
    const { memberId } = viewer!;
    if (!memberId) return NOTHING;
    const mail = await deps.db.transaction(viewer!, (tx) =>
      nextDigest(tx, memberId, deps.clock.now()),
    );
    if (!mail) return NOTHING;
    const { subject, body } = previewMail(mail, deps.publicUrl);
    return {
      subject,
      parts: body.map((part) => ({
        kind: part.kind === 'text' ? 'TEXT' : part.kind === 'row' ? 'ROW' : 'ACTION',
        label: part.kind === 'text' ? null : part.label,
        text: part.kind === 'text' ? part.text : part.kind === 'row' ? part.value : null,
        href: part.kind === 'text' ? null : (part.href ?? null),
      })),
    };
  }
}
