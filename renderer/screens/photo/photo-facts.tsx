import type { ReactNode } from 'react';
import type { EventWithCounts } from '../../../engine/contract/event.ts';
import type { PhotoDetail } from '../../../engine/contract/photo-detail.ts';
import { t } from '../../../messages/format.ts';
import { bytes, clock, fixed, timeOfShot } from '../../../messages/units.ts';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';

/** What the camera wrote, and where the files are. */
export function PhotoFacts({
  event,
  detail,
  onReveal,
}: {
  event: EventWithCounts;
  detail: PhotoDetail;
  /** Null in a browser, which cannot show a folder. */
  onReveal: (() => void) | null;
}): ReactNode {
  const { cell, camera, width, height } = detail;
  const unknown = t('photo.facts.unknown');
  const facts: [string, string][] = [
    [t('photo.facts.taken'), cell.takenAt === null ? unknown : timeOfShot(cell.takenAt, event.timeZone)],
    [t('photo.facts.cameraTime'), detail.cameraTime?.replace('T', ' ') ?? unknown],
    [t('photo.facts.camera'), [camera?.make, camera?.model].filter(Boolean).join(' ') || unknown],
    [t('photo.facts.serial'), camera?.serial ?? unknown],
    [t('photo.facts.exposure'), exposureOf(detail) || unknown],
    [
      t('photo.facts.size'),
      width === null || height === null
        ? unknown
        : t('photo.facts.pixels', { width, height, megapixels: fixed((width * height) / 1e6, 1) }),
    ],
    [t('photo.facts.rating'), t('stars.value', { stars: cell.stars })],
    [
      t('photo.facts.label'),
      cell.label === null ? t('photo.facts.noLabel') : t(`history.label.${cell.label}`),
    ],
    [t('photo.facts.read'), detail.readAt === null ? unknown : clock(detail.readAt)],
  ];
  return (
    <>
      <section className="section">
        <dl className="facts">
          {facts.map(([name, value]) => (
            <Fact key={name} name={name} value={value} />
          ))}
        </dl>
      </section>
      <section className="section" aria-label={t('photo.files')}>
        <h2 className="heading files__title">{t('photo.files')}</h2>
        <ul className="files">
          {detail.files.map((file) => (
            <li key={`${file.folder}/${file.name}`} className="files__file">
              <Icon name="file" size={16} className="muted" />
              <div className="grow">
                <div className="row">
                  <b className="ellipsis">{file.name}</b>
                  <span className="muted text-small nowrap end">
                    {t(`photo.files.${file.role}`)} · {bytes(file.size)}
                  </span>
                </div>
                <div className="muted text-small files__folder">{file.folder}</div>
                {!file.reachable && (
                  <div className="warn text-small row">
                    <Icon name="warning" size={12} />
                    {t('photo.files.away')}
                  </div>
                )}
              </div>
            </li>
          ))}
        </ul>
        {onReveal !== null && detail.files.some(({ reachable }) => reachable) && (
          <Button size="small" icon="folder" className="files__reveal" onClick={onReveal}>
            {t('photo.files.reveal')}
          </Button>
        )}
      </section>
    </>
  );
}

function Fact({ name, value }: { name: string; value: string }): ReactNode {
  return (
    <>
      <dt>{name}</dt>
      <dd title={value}>{value}</dd>
    </>
  );
}

/** `1/1600 s · f/2.8 · ISO 400 · 200 mm`, as far as the camera wrote it. */
export function exposureOf({ exposure }: Pick<PhotoDetail, 'exposure'>): string {
  if (exposure === null) return '';
  const { seconds, aperture, iso, focalLength } = exposure;
  const shutter =
    seconds === null || seconds <= 0
      ? null
      : seconds >= 0.4
        ? t('photo.facts.seconds', { seconds: fixed(seconds, 1) })
        : t('photo.facts.fraction', { n: String(Math.round(1 / seconds)) });
  return [
    shutter,
    aperture === null ? null : t('photo.facts.aperture', { n: fixed(aperture, 1) }),
    iso === null ? null : t('photo.facts.iso', { n: String(Math.round(iso)) }),
    focalLength === null ? null : t('photo.facts.millimetres', { n: String(Math.round(focalLength)) }),
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

/** `HHM_4128.CR3 + JPG`, or the name of its only file. */
export function filesOf({ files, cell }: PhotoDetail): string {
  const raw = files.find(({ role }) => role === 'raw');
  const jpeg = files.find(({ role }) => role === 'jpeg');
  if (raw !== undefined && jpeg !== undefined) return t('photo.status.rawAndJpeg', { name: raw.name });
  return (jpeg ?? raw)?.name ?? cell.name;
}
