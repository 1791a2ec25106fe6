import { useState } from 'react';
import { eventText } from '../../../lib/event-text.ts';
import { useText } from '../../../lib/i18n.tsx';
import { lazyComponent } from '../../../lib/lazy.tsx';
import { RouteLink } from '../../../shell/links.ts';
import { useObjectPath } from '../../../shell/objects.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import type { Entry } from './feed.ts';

const FeedBatch = lazyComponent(() => import('./FeedBatch.tsx'), 'FeedBatch', { early: true });
/** Objects that a sentence names; the others are counted. */
const NAMED = 2;

/** Sentence of an act: the actor, the act, its object. */
export function FeedEntry({ entry }: { entry: Entry }) {
  const t = useText();
  const pathOf = useObjectPath();
  const [isOpen, setOpen] = useState(false);
  const { act, acts, count } = entry;
  const { subjectType, event, actorName, via } = act;
  const isSystem = via === 'SYSTEM';
  // English texts of events are no verbs: "Proof uploaded".
  const other = t('ui.home.didOther', { did: eventText(act, t) });
  const did = t.maybe(`ui.home.did.${subjectType}.${event}`, undefined, other);
  // The object of a customer's own act is the customer.
  const named = acts.filter(({ label }) => label !== actorName).slice(0, NAMED);
  const isNamed = count === acts.length && count <= NAMED;
  return (
    <>
      <strong>{isSystem ? t('ui.home.system') : actorName}</strong>{' '}
      {isNamed ? (
        <>
          {did}{' '}
          {named.map(({ id, label, ...one }, i) => {
            const path = pathOf(one.subjectType, one.subjectId);
            return (
              <span key={id} data-sentence>
                {i > 0 && t('ui.listSeparator')}
                {path ? <RouteLink to={path}>{label}</RouteLink> : label}
              </span>
            );
          })}
        </>
      ) : (
        <>
          {t(isSystem ? 'ui.home.batchOfSystem' : 'ui.home.batch', {
            did,
            count,
            subject: t.maybe(`enum.Subject.${subjectType}`, undefined, ''),
          })}{' '}
          <Button size="sm" variant="ghost" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
            {t(isOpen ? 'ui.home.fold' : 'ui.home.show')}
          </Button>
        </>
      )}
      {isOpen && <FeedBatch acts={acts} />}
    </>
  );
}
