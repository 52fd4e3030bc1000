import { Tabs } from '@base-ui/react/tabs';
import type { ReactNode, RefObject } from 'react';
import type { Action } from '../../../engine/contract/action.ts';
import type { EventWithCounts } from '../../../engine/contract/event.ts';
import type { PhotoDetail } from '../../../engine/contract/photo-detail.ts';
import type { NamedSighting } from '../../../engine/contract/sighting.ts';
import { t } from '../../../messages/format.ts';
import { clock } from '../../../messages/units.ts';
import { EmptyState } from '../../components/blocks.tsx';
import { Button } from '../../components/button.tsx';
import { BibChip } from '../../components/marks.tsx';
import { Pane } from '../../components/pane.tsx';
import { undo } from '../../stores/history.ts';
import { type AthleteAnswers, AthleteInQuestion, OtherAthlete } from './athlete-in-question.tsx';
import { FocusCheck } from './focus-check.tsx';
import { NumberEntry } from './number-entry.tsx';
import { PhotoFacts } from './photo-facts.tsx';
import { PhotoHistory } from './photo-history.tsx';
import type { SameFace } from './same-face.ts';
import { rejectedOf, type Subject } from './subjects.ts';
import './inspector.css';

export type InspectorTab = 'athletes' | 'photo' | 'history';

/** Somebody is being added whom the machine missed: in a box that was drawn, or anywhere in the photo. */
export interface Adding {
  readonly kind: 'box' | 'photo';
  save(numbers: string[]): void;
  cancel(): void;
}

export function PhotoInspector({
  event,
  detail,
  subjects,
  inQuestion,
  sameFace,
  tab,
  onTab,
  onChoose,
  adding,
  field,
  answers,
  onReveal,
  onDraw,
  onTag,
  narrow,
}: {
  event: EventWithCounts;
  detail: PhotoDetail | null;
  subjects: readonly Subject[];
  inQuestion: Subject | null;
  sameFace: SameFace | null;
  tab: InspectorTab;
  onTab(tab: InspectorTab): void;
  onChoose(subject: Subject): void;
  adding: Adding | null;
  field: RefObject<HTMLInputElement | null>;
  answers: AthleteAnswers;
  onReveal: (() => void) | null;
  onDraw(): void;
  onTag(): void;
  narrow: boolean;
}): ReactNode {
  const others = subjects.filter(({ key }) => key !== inQuestion?.key);
  const rejected = detail === null ? [] : rejectedOf(detail);
  return (
    <Pane
      name={narrow ? 'photo.right.narrow' : 'photo.right'}
      label={t('photo.inspector')}
      landmark="complementary"
      side="right"
      width={narrow ? 300 : 348}
      min={260}
      className="photo-inspector"
    >
      <Tabs.Root value={tab} onValueChange={(next) => onTab(next as InspectorTab)} className="inspector-tabs">
        <div className="pane-head">
          <Tabs.List className="segment inspector-tabs__list" aria-label={t('photo.tabs')}>
            <Tabs.Tab value="athletes" className="segment__option inspector-tabs__tab">
              {t('photo.tab.athletes', { count: subjects.length })}
            </Tabs.Tab>
            <Tabs.Tab value="photo" className="segment__option inspector-tabs__tab">
              {t('photo.tab.photo')}
            </Tabs.Tab>
            <Tabs.Tab value="history" className="segment__option inspector-tabs__tab">
              {t('photo.tab.history')}
            </Tabs.Tab>
          </Tabs.List>
        </div>
        <Tabs.Panel value="athletes" className="scroll" tabIndex={-1}>
          {adding !== null && <AddingSection event={event.id} adding={adding} field={field} />}
          {detail !== null && adding === null && inQuestion !== null && (
            <AthleteInQuestion
              event={event}
              detail={detail}
              subject={inQuestion}
              sameFace={sameFace}
              field={field}
              answers={answers}
            />
          )}
          {detail !== null && adding === null && subjects.length === 0 && detail.cell.state === 'ready' && (
            <div className="section">
              <EmptyState icon="people" title={t('photo.nobody')} text={t('photo.nobody.text')}>
                <Button command="drawBox" onClick={onDraw}>
                  {t('photo.more.draw')}
                </Button>
                <Button command="tagPhoto" onClick={onTag}>
                  {t('photo.more.tag')}
                </Button>
              </EmptyState>
            </div>
          )}
          {detail !== null &&
            others.map((subject) => (
              <OtherAthlete
                key={subject.key}
                event={event.id}
                photo={detail.cell.id}
                subject={subject}
                onChoose={() => onChoose(subject)}
              />
            ))}
          {detail !== null && detail.cell.state === 'ready' && (
            <FocusCheck event={event.id} detail={detail} subject={inQuestion} />
          )}
          {detail !== null &&
            rejected.map((sighting) => (
              <RejectedReading
                key={`${sighting.number} ${sighting.box?.join(' ')}`}
                event={event}
                detail={detail}
                sighting={sighting}
              />
            ))}
        </Tabs.Panel>
        <Tabs.Panel value="photo" className="scroll" tabIndex={-1}>
          {detail !== null && <PhotoFacts event={event} detail={detail} onReveal={onReveal} />}
        </Tabs.Panel>
        <Tabs.Panel value="history" className="scroll" tabIndex={-1}>
          {detail !== null && <PhotoHistory event={event} detail={detail} />}
        </Tabs.Panel>
      </Tabs.Root>
    </Pane>
  );
}

function AddingSection({
  event,
  adding,
  field,
}: {
  event: string;
  adding: Adding;
  field: RefObject<HTMLInputElement | null>;
}): ReactNode {
  const box = adding.kind === 'box';
  return (
    <section className="section asked asked--adding" data-testid="adding">
      <NumberEntry
        key={adding.kind}
        event={event}
        label={t(box ? 'photo.number.newBox' : 'photo.number.newTag')}
        hint={t(box ? 'photo.number.newBoxHint' : 'photo.number.newTagHint')}
        sighting={null}
        neighbours={[]}
        several={!box}
        field={field}
        onSave={adding.save}
        onCancel={adding.cancel}
      />
      <div className="row asked__answers">
        <Button kind="quiet" onClick={adding.cancel}>
          {t('photo.number.cancel')}
        </Button>
      </div>
    </section>
  );
}

/** A reading that somebody rejected, with the way back. */
function RejectedReading({
  event,
  detail,
  sighting,
}: {
  event: EventWithCounts;
  detail: PhotoDetail;
  sighting: NamedSighting;
}): ReactNode {
  const said = sighting.evidence.find((reason) => reason.kind === 'person' && !reason.worn);
  const action = detail.history.find((done) => isRejection(done, sighting.number));
  return (
    <section className="section row" aria-label={t('photo.rejected')} data-testid="rejected">
      <BibChip number={sighting.number} state="rejected" />
      <span className="text-small secondary grow">
        {said?.kind === 'person'
          ? t('photo.rejected.by', { author: said.author, time: clock(said.at, event.timeZone) })
          : t('photo.rejected.plain')}
      </span>
      {action !== undefined && (
        <Button kind="quiet" size="small" icon="undo" onClick={() => void undo(action.id, event.id)}>
          {t('photo.rejected.undo')}
        </Button>
      )}
    </section>
  );
}

/** Whether an action that still stands took a number away. */
function isRejection({ undone, what }: Action, number: string): boolean {
  if (undone) return false;
  return (
    (what.kind === 'reject' && what.number === number) || (what.kind === 'correct' && what.from === number)
  );
}
