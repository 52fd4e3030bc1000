import { type PointerEvent, type ReactNode, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Coverage } from '../../../engine/contract/coverage.ts';
import { t } from '../../../messages/format.ts';
import { clock, count, percent } from '../../../messages/units.ts';
import { Button } from '../../components/button.tsx';
import { useMedia } from '../browse/use-media.ts';
import { zoneOffset } from '../browse/zone-offset.ts';
import { PlotScale, type Stretch, shareOf } from './plot-scale.ts';
import './plot.css';

const HEIGHT = 132;
const HEIGHT_SHORT = 84;
/** Room for the figures beside the plot, CSS pixels. */
const LEFT = 48;
const RIGHT = 40;

const kinds = ['accepted', 'toReview', 'nobody'] as const;

/**
 * Photos a minute, by whom they show, and the share that shows nobody. A bar leads to its photos with
 * nobody; the same is to be had as a table.
 */
export function CoveragePlot({
  coverage,
  timeZone,
  onShow,
}: {
  coverage: Coverage;
  timeZone: string;
  /** Shows the photos with nobody of a stretch of time. */
  onShow(stretch: Stretch): void;
}): ReactNode {
  const [asTable, setAsTable] = useState(false);
  const { timeline } = coverage;
  return (
    <section className="plot" aria-label={t('coverage.plot')}>
      <div className="plot__head">
        <h2 className="strong">{t('coverage.plot')}</h2>
        <Legend />
        {timeline.start !== null && (
          <Button
            kind="quiet"
            size="small"
            icon={asTable ? 'sort' : 'list'}
            className="end"
            onClick={() => setAsTable(!asTable)}
          >
            {t(asTable ? 'coverage.plot.bars' : 'coverage.plot.table')}
          </Button>
        )}
      </div>
      {timeline.start === null ? (
        <p className="muted text-small plot__none">{t('coverage.plot.none')}</p>
      ) : asTable ? (
        <PlotTable coverage={coverage} timeZone={timeZone} onShow={onShow} />
      ) : (
        <Bars coverage={coverage} timeZone={timeZone} onShow={onShow} />
      )}
    </section>
  );
}

function Legend(): ReactNode {
  return (
    <ul className="plot__legend text-small muted" aria-hidden="true">
      {kinds.map((kind) => (
        <li key={kind}>
          <span className={`plot__sign plot__sign--${kind}`} />
          {t(`coverage.plot.${kind}`)}
        </li>
      ))}
      <li>
        <span className="plot__sign plot__sign--unread" />
        {t('coverage.plot.unread')}
      </li>
      <li>
        <span className="plot__sign plot__sign--line" />
        {t('coverage.plot.line')}
      </li>
    </ul>
  );
}

function Bars({
  coverage,
  timeZone,
  onShow,
}: {
  coverage: Coverage;
  timeZone: string;
  onShow(stretch: Stretch): void;
}): ReactNode {
  const whole = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const [at, setAt] = useState<Stretch | null>(null);
  const height = useMedia('(max-height: 760px)') ? HEIGHT_SHORT : HEIGHT;
  useLayoutEffect(() => {
    const element = whole.current;
    if (element === null) return;
    const measure = () => setWidth(Math.max(0, element.clientWidth - LEFT - RIGHT));
    measure();
    const watching = new ResizeObserver(measure);
    watching.observe(element);
    return () => watching.disconnect();
  }, []);
  const { timeline } = coverage;
  const scale = useMemo(() => new PlotScale(timeline, width, height), [timeline, width, height]);
  const share = shareOf(coverage);
  const stretchOf = (event: PointerEvent<SVGSVGElement>) =>
    scale.stretchAt(event.clientX - event.currentTarget.getBoundingClientRect().left - LEFT);
  return (
    <div ref={whole} className="plot__bars">
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the table has a button for each stretch. */}
      <svg
        role="img"
        aria-label={t('coverage.plot.summary', {
          from: clock(scale.start, timeZone),
          to: clock(scale.end, timeZone),
          peak: scale.top,
          share: percent(share ?? 0),
        })}
        width={width + LEFT + RIGHT}
        height={height + 24}
        className={at !== null && at.nobody > 0 ? 'plot__svg--leads' : undefined}
        onPointerMove={(event) => setAt(stretchOf(event))}
        onPointerLeave={() => setAt(null)}
        onClick={() => at !== null && at.nobody > 0 && onShow(at)}
      >
        <g transform={`translate(${LEFT} 8)`}>
          {[0, 0.5, 1].map((part) => (
            <g key={part} transform={`translate(0 ${height * (1 - part)})`}>
              <line x2={width} className="plot__grid" />
              <text x={-6} dy="0.35em" textAnchor="end" className="plot__figure">
                {part === 1 ? t('coverage.plot.perMinute', { photos: scale.top }) : count(scale.top * part)}
              </text>
              <text x={width + 6} dy="0.35em" className="plot__figure">
                {percent(part)}
              </text>
            </g>
          ))}
          {at && <rect {...place(scale, at)} height={height} className="plot__hover" />}
          {scale.stretches.map((stretch) => (
            <Bar key={stretch.from} scale={scale} stretch={stretch} height={height} />
          ))}
          {scale.shareLines().map((points) => (
            <polyline
              key={points[0]!.x}
              points={points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')}
              className="plot__line"
            />
          ))}
          {scale.ticks(zoneOffset(scale.start, timeZone)).map(({ x, time }) => (
            <text key={time} x={x} y={height + 13} textAnchor="middle" className="plot__figure">
              {clock(time, timeZone)}
            </text>
          ))}
        </g>
      </svg>
      <p className="plot__at text-small muted" aria-hidden="true">
        {at && sentenceAt(at, timeZone)}
      </p>
    </div>
  );
}

function Bar({ scale, stretch, height }: { scale: PlotScale; stretch: Stretch; height: number }): ReactNode {
  const { x, width } = place(scale, stretch);
  const { photos, accepted, toReview, nobody } = stretch;
  const parts = [
    { kind: 'nobody', photos: nobody },
    { kind: 'toReview', photos: toReview },
    { kind: 'accepted', photos: accepted },
    { kind: 'unread', photos: photos - accepted - toReview - nobody },
  ];
  let below = 0;
  return parts.map(({ kind, photos: some }) => {
    if (some === 0) return null;
    const tall = scale.heightOf(some, stretch);
    below += tall;
    return (
      <rect
        key={kind}
        x={x}
        width={width}
        y={height - below}
        height={tall}
        className={`plot__bar plot__bar--${kind}`}
      />
    );
  });
}

function place(scale: PlotScale, { from, before }: Stretch): { x: number; width: number } {
  const x = scale.xOf(from);
  const width = scale.xOf(before) - x;
  return { x, width: Math.max(1, width - Math.min(1.5, width / 4)) };
}

const sentenceAt = (stretch: Stretch, timeZone: string): string =>
  t('coverage.plot.at', {
    time: `${clock(stretch.from, timeZone)}–${clock(stretch.before, timeZone)}`,
    photos: stretch.photos,
    accepted: stretch.accepted,
    toReview: stretch.toReview,
    nobody: stretch.nobody,
  });

/** What the plot shows, to be read and to be reached with the keyboard. */
function PlotTable({
  coverage: { timeline },
  timeZone,
  onShow,
}: {
  coverage: Coverage;
  timeZone: string;
  onShow(stretch: Stretch): void;
}): ReactNode {
  // As many lines as the plot has bars in a window of middling width.
  const { stretches } = useMemo(() => new PlotScale(timeline, 800, HEIGHT), [timeline]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached with the keyboard.
    <section className="plot__table" tabIndex={0} aria-label={t('coverage.plot')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('coverage.plot.time')}</th>
            <th scope="col" className="number">
              {t('coverage.plot.photos')}
            </th>
            {kinds.map((kind) => (
              <th key={kind} scope="col" className="number">
                {t(`coverage.plot.${kind}`)}
              </th>
            ))}
            <th scope="col" className="number">
              {t('coverage.plot.share')}
            </th>
          </tr>
        </thead>
        <tbody>
          {stretches.map((stretch) => {
            const share = shareOf(stretch);
            const time = clock(stretch.from, timeZone);
            return (
              <tr key={stretch.from}>
                <th scope="row">{time}</th>
                <td className="number">{count(stretch.photos)}</td>
                <td className="number">{count(stretch.accepted)}</td>
                <td className="number">{count(stretch.toReview)}</td>
                <td className="number">
                  {stretch.nobody === 0 ? (
                    count(0)
                  ) : (
                    <button
                      type="button"
                      className="coverage-link"
                      aria-label={t('coverage.plot.show', { photos: stretch.nobody, time })}
                      onClick={() => onShow(stretch)}
                    >
                      {count(stretch.nobody)}
                    </button>
                  )}
                </td>
                <td className="number">{share === null ? '' : percent(share)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
