import { type ReactNode, useState } from 'react';
import { ExportOptions } from '../../../engine/contract/export.ts';
import { t } from '../../../messages/format.ts';
import { Segment } from '../../components/segment.tsx';
import { Checkbox } from '../../components/toggles.tsx';
import type { ExportSession } from './export-session.ts';

const LONG_EDGE = { least: 64, most: 20_000, usual: 3600 };
const QUALITY = { least: 30, most: 100 };
const usualJpeg = ExportOptions.parse({}).jpeg!;

/** Which files are written of each photo. */
export function FilesOptions({
  session,
  options,
}: {
  session: ExportSession;
  options: ExportOptions;
}): ReactNode {
  const { jpeg, raw, sidecar } = options;
  const resized = jpeg !== null && jpeg.longEdge !== null;
  const [last, setLast] = useState(jpeg ?? usualJpeg);
  const change = (part: Partial<typeof last>) => {
    const next = { ...(jpeg ?? last), ...part };
    setLast(next);
    session.change({ jpeg: next });
  };
  return (
    <fieldset className="field export__files">
      <legend className="field__label">{t('export.files')}</legend>
      <Checkbox
        checked={jpeg !== null}
        onChange={(checked) => session.change({ jpeg: checked ? last : null })}
      >
        {t('export.jpeg')}
      </Checkbox>
      {jpeg !== null && (
        <div className="export__jpeg">
          <Segment
            label={t('export.jpeg.size')}
            value={resized ? 'resized' : 'original'}
            options={[
              { value: 'original', label: t('export.jpeg.original') },
              { value: 'resized', label: t('export.jpeg.resized') },
            ]}
            onChange={(value) =>
              change({ longEdge: value === 'original' ? null : (last.longEdge ?? LONG_EDGE.usual) })
            }
          />
          {jpeg.longEdge !== null && (
            <div className="row wrap">
              <NumberInput
                label={t('export.jpeg.longEdge')}
                value={jpeg.longEdge}
                range={LONG_EDGE}
                onChange={(longEdge) => change({ longEdge })}
              />
              <span className="secondary">{t('export.jpeg.pixels')}</span>
              <span className="secondary">{t('export.jpeg.quality')}</span>
              <NumberInput
                label={t('export.jpeg.quality')}
                value={jpeg.quality}
                range={QUALITY}
                onChange={(quality) => change({ quality })}
              />
            </div>
          )}
          {resized && (
            <Checkbox
              checked={jpeg.metadata === 'keep'}
              onChange={(checked) => change({ metadata: checked ? 'keep' : 'strip' })}
            >
              {t('export.jpeg.metadata')}
            </Checkbox>
          )}
        </div>
      )}
      <Checkbox checked={raw} onChange={(checked) => session.change({ raw: checked })}>
        {t('export.raw')}
      </Checkbox>
      <Checkbox checked={sidecar} onChange={(checked) => session.change({ sidecar: checked })}>
        {t('export.sidecar')}
      </Checkbox>
      <Checkbox
        checked={resized && jpeg.keywords}
        disabled={!resized}
        hint={resized ? undefined : t('export.keywords.original')}
        onChange={(keywords) => change({ keywords })}
      >
        {t('export.keywords')}
      </Checkbox>
    </fieldset>
  );
}

/** A whole number; what is out of range is not taken, and said. */
function NumberInput({
  label,
  value,
  range,
  onChange,
}: {
  label: string;
  value: number;
  range: { readonly least: number; readonly most: number };
  onChange(value: number): void;
}): ReactNode {
  const [typed, setTyped] = useState<string | null>(null);
  const { least, most } = range;
  const text = typed ?? String(value);
  const number = Number(text);
  const fits = /^\d+$/.test(text.trim()) && number >= least && number <= most;
  return (
    <span className="input export__number">
      <input
        type="text"
        inputMode="numeric"
        autoComplete="off"
        aria-label={label}
        aria-invalid={fits ? undefined : true}
        title={fits ? label : t('export.jpeg.range', { least, most })}
        value={text}
        onFocus={() => setTyped(String(value))}
        onBlur={() => setTyped(null)}
        onChange={({ currentTarget }) => {
          setTyped(currentTarget.value);
          const next = Number(currentTarget.value);
          if (/^\d+$/.test(currentTarget.value.trim()) && next >= least && next <= most) onChange(next);
        }}
      />
    </span>
  );
}
