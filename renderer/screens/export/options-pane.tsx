import type { ReactNode } from 'react';
import type { EventWithCounts } from '../../../engine/contract/event.ts';
import type { ExportOptions } from '../../../engine/contract/export.ts';
import { t } from '../../../messages/format.ts';
import { Note } from '../../components/blocks.tsx';
import { Button } from '../../components/button.tsx';
import { Pane, PaneHead } from '../../components/pane.tsx';
import { Segment } from '../../components/segment.tsx';
import { Text } from '../../components/text.tsx';
import { go } from '../../stores/route.ts';
import { DestinationField } from './destination-field.tsx';
import { type ExportSession, useExport } from './export-session.ts';
import { leftOutFor } from './export-words.ts';
import { FilesOptions } from './files-options.tsx';
import { PhotosOptions } from './photos-options.tsx';
import { PresetsMenu } from './presets-menu.tsx';
import { TemplateField } from './template-field.tsx';

/** What is exported, where to and under what names. */
export function OptionsPane({
  session,
  event,
  narrow,
}: {
  session: ExportSession;
  event: EventWithCounts;
  narrow: boolean;
}): ReactNode {
  const options = useExport(session, (state) => state.options);
  return (
    <Pane
      name={narrow ? 'export.left.narrow' : 'export.left'}
      label={t('export.options')}
      side="left"
      width={narrow ? 248 : 312}
      min={220}
      className="export__options"
    >
      <PaneHead>
        <h1 className="strong grow">{t('export.title')}</h1>
        {options !== null && <PresetsMenu session={session} />}
      </PaneHead>
      <div className="scroll export__fields">
        {options !== null && <Options session={session} options={options} event={event} />}
      </div>
    </Pane>
  );
}

function Options({
  session,
  options,
  event,
}: {
  session: ExportSession;
  options: ExportOptions;
  event: EventWithCounts;
}): ReactNode {
  const example = useExport(session, (state) => state.plan?.example ?? null);
  return (
    <>
      <PhotosOptions session={session} options={options} />
      <TemplateField
        label={t('export.folders')}
        kind="folders"
        value={options.folders}
        example={null}
        onChange={(folders) => session.change({ folders })}
      />
      <TemplateField
        label={t('export.fileName')}
        kind="file"
        value={options.fileName}
        example={example?.slice(example.lastIndexOf('/') + 1) ?? null}
        onChange={(fileName) => session.change({ fileName })}
      />
      <div className="field">
        <span className="field__label">{t('export.several')}</span>
        <Segment
          label={t('export.several')}
          value={options.several}
          options={[
            { value: 'each', label: t('export.several.each') },
            { value: 'first', label: t('export.several.first') },
          ]}
          onChange={(several) => session.change({ several })}
        />
      </div>
      <FilesOptions session={session} options={options} />
      <div className="field">
        <span className="field__label">{t('export.taken')}</span>
        <Segment
          label={t('export.taken')}
          value={options.taken}
          options={[
            { value: 'suffix', label: t('export.taken.suffix') },
            { value: 'skip', label: t('export.taken.skip') },
            { value: 'replace', label: t('export.taken.replace') },
          ]}
          onChange={(taken) => session.change({ taken })}
        />
      </div>
      <ToReview session={session} options={options} toReview={event.counts.toReview} />
      <DestinationField session={session} event={event} />
    </>
  );
}

function ToReview({
  session,
  options,
  toReview,
}: {
  session: ExportSession;
  options: ExportOptions;
  /** Sightings of the event, whichever photos are exported. */
  toReview: number;
}): ReactNode {
  const plan = useExport(session, (state) => state.plan);
  const photos = plan === null ? 0 : leftOutFor(plan, 'toReview');
  const partly = plan?.partlyToReview ?? 0;
  return (
    <div className="field">
      <span className="field__label">{t('export.review')}</span>
      <Segment
        label={t('export.review')}
        value={options.toReview}
        options={[
          { value: 'leaveOut', label: t('export.review.leaveOut') },
          { value: 'include', label: t('export.review.include') },
        ]}
        onChange={(next) => session.change({ toReview: next })}
      />
      {(photos > 0 || partly > 0) && (
        <Note kind="warn">
          {photos > 0 && <Text id="export.review.left" values={{ photos }} />}{' '}
          {partly > 0 && t('export.review.partly', { photos: partly })}{' '}
          <Button kind="quiet" size="small" className="export__link" onClick={() => go('review')}>
            {t('export.review.open')}
          </Button>
        </Note>
      )}
      {toReview === 0 && <span className="field__hint">{t('export.review.none')}</span>}
    </div>
  );
}
