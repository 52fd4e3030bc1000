import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Filters } from '../../../engine/contract/browse.ts';
import { t } from '../../../messages/format.ts';
import { clock, count } from '../../../messages/units.ts';
import type { BrowseSession } from './browse-session.ts';
import { useBrowse } from './sessions.ts';
import { type TimelineDrag, TimelineScale, type TimeRange } from './timeline-scale.ts';
import { zoneOffset } from './zone-offset.ts';
import './timeline-strip.css';

/** Height of the bars, CSS pixels. */
const HEIGHT = 42;

/** Photos a minute over the whole event, and those that match; a drag, or its handles, choose a time. */
export function TimelineStrip({
  session,
  timeZone,
}: {
  session: BrowseSession;
  timeZone: string;
}): ReactNode {
  const timeline = useBrowse(session, (state) => state.timeline);
  const filters = useBrowse(session, ({ query }) => query.filters);
  const track = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const [drag, setDrag] = useState<{ drag: TimelineDrag; range: TimeRange } | null>(null);
  const [hover, setHover] = useState<number | null>(null);

  useEffect(() => {
    const element = track.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const scale = useMemo(
    () => (timeline === null || width === 0 ? null : new TimelineScale(timeline, width)),
    [timeline, width],
  );
  // Where nothing is searched for, every photo matches, and none stands out.
  const searched = useBrowse(
    session,
    ({ query }) =>
      query.tokens.length > 0 ||
      query.text.trim() !== '' ||
      Object.keys(query.filters).some((name) => name !== 'takenFrom' && name !== 'takenBefore'),
  );
  const bars = useMemo(() => <Bars scale={scale} hits={searched} />, [scale, searched]);
  const ticks = useMemo(
    () => (scale === null || timeline?.start == null ? [] : scale.ticks(zoneOffset(scale.start, timeZone))),
    [scale, timeline, timeZone],
  );

  const chosen: TimeRange | null =
    scale === null || (filters.takenFrom === undefined && filters.takenBefore === undefined)
      ? null
      : { from: filters.takenFrom ?? scale.start, before: filters.takenBefore ?? scale.end };
  const range = drag?.range ?? chosen;

  /** What is beyond an end of the line, and back. */
  const outside =
    scale === null || timeline === null
      ? []
      : ([
          ['earlier', timeline.earlier, { takenBefore: scale.start }],
          ['later', timeline.later, { takenFrom: scale.end }],
        ] as const);
  const shows = (beyond: Pick<Filters, 'takenFrom' | 'takenBefore'>) =>
    filters.takenFrom === beyond.takenFrom && filters.takenBefore === beyond.takenBefore;
  const look = (beyond: Pick<Filters, 'takenFrom' | 'takenBefore'>) => {
    const { takenFrom: _from, takenBefore: _before, ...rest } = session.state.query.filters;
    void session.change({ filters: shows(beyond) ? rest : { ...rest, ...beyond } });
  };

  const set = (next: TimeRange | null) => {
    const { takenFrom: _from, takenBefore: _before, ...rest } = session.state.query.filters;
    const whole = next === null || (scale !== null && next.from <= scale.start && next.before >= scale.end);
    void session.change({
      filters: whole ? rest : { ...rest, takenFrom: next.from, takenBefore: next.before },
    });
  };

  const xOf = (event: PointerEvent) => event.clientX - (track.current?.getBoundingClientRect().left ?? 0);

  const press = (event: PointerEvent<HTMLDivElement>) => {
    if (scale === null || event.button !== 0) return;
    const begun = scale.grasp(xOf(event), chosen);
    event.currentTarget.setPointerCapture(event.pointerId);
    setDrag({ drag: begun, range: begun.part === 'new' ? scale.drag(begun, xOf(event)) : begun.range });
  };
  const move = (event: PointerEvent<HTMLDivElement>) => {
    if (scale === null) return;
    const x = xOf(event);
    setHover(x);
    if (drag !== null) setDrag({ drag: drag.drag, range: scale.drag(drag.drag, x) });
  };
  const release = (event: PointerEvent<HTMLDivElement>) => {
    if (scale === null || drag === null) return;
    setDrag(null);
    // A press without a move takes the range away, as a click beside a selection does elsewhere.
    if (Math.abs(xOf(event) - drag.drag.x) < 3) set(null);
    else set(drag.range);
  };

  const key = (edge: 'from' | 'before') => (event: KeyboardEvent) => {
    if (scale === null) return;
    const by = event.shiftKey ? 10 : 1;
    const now = chosen ?? scale.whole;
    const moves: Partial<Record<string, () => TimeRange | null>> = {
      ArrowLeft: () => scale.moveEdge(now, edge, -by),
      ArrowRight: () => scale.moveEdge(now, edge, by),
      ArrowDown: () => scale.moveEdge(now, edge, -by),
      ArrowUp: () => scale.moveEdge(now, edge, by),
      PageDown: () => scale.moveEdge(now, edge, -10),
      PageUp: () => scale.moveEdge(now, edge, 10),
      Home: () => scale.moveEdge(now, edge, Number.NEGATIVE_INFINITY),
      End: () => scale.moveEdge(now, edge, Number.POSITIVE_INFINITY),
      Delete: () => null,
      Backspace: () => null,
    };
    const moved = moves[event.key];
    if (moved === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    set(moved());
  };

  const under = scale !== null && hover !== null && drag === null ? scale.stretchAt(hover) : null;

  return (
    <section className="timeline" aria-label={t('browse.timeline')}>
      <div
        ref={track}
        className="timeline-track"
        onPointerDown={press}
        onPointerMove={move}
        onPointerUp={release}
        onPointerCancel={() => setDrag(null)}
        onPointerLeave={() => setHover(null)}
        title={
          under === null
            ? undefined
            : t('browse.timeline.at', {
                time: clock(under.time, timeZone),
                photos: under.photos,
                matches: under.matches,
              })
        }
      >
        {bars}
        {scale !== null && timeline?.start != null && (
          <>
            {range !== null && (
              <div
                className="timeline-range"
                style={{
                  left: scale.xOf(range.from),
                  width: scale.xOf(range.before) - scale.xOf(range.from),
                }}
              />
            )}
            {(['from', 'before'] as const).map((edge) => {
              const time = (range ?? scale.whole)[edge];
              return (
                <div
                  key={edge}
                  className="timeline-edge"
                  role="slider"
                  tabIndex={0}
                  aria-label={t(`browse.timeline.${edge}`)}
                  aria-valuemin={scale.start}
                  aria-valuemax={scale.end}
                  aria-valuenow={time}
                  aria-valuetext={clock(time, timeZone)}
                  style={{ left: scale.xOf(time) }}
                  onKeyDown={key(edge)}
                />
              );
            })}
          </>
        )}
      </div>
      <div className="timeline-ticks" aria-hidden="true">
        {ticks.map(({ x, time }) =>
          x < roomFor(timeline?.earlier) || x > width - roomFor(timeline?.later) ? null : (
            <span key={time} style={{ left: x }}>
              {clock(time, timeZone)}
            </span>
          ),
        )}
      </div>
      {outside.map(
        ([side, photos, beyond]) =>
          photos > 0 && (
            <button
              key={side}
              type="button"
              className={`timeline-outside timeline-outside--${side}`}
              aria-pressed={shows(beyond)}
              title={t('browse.timeline.outside')}
              onClick={() => look(beyond)}
            >
              {t(`browse.timeline.${side}`, { photos })}
            </button>
          ),
      )}
      {scale !== null && timeline?.start != null && (
        <span className="timeline-label">
          {range === null
            ? t('browse.timeline.peak', { peak: count(scale.peak) })
            : t('browse.timeline.range', {
                range: `${clock(range.from, timeZone)}–${clock(range.before, timeZone)}`,
                peak: count(scale.peak),
              })}
        </span>
      )}
      {timeline !== null && timeline.start === null && (
        <span className="timeline-label">{t('browse.timeline.none')}</span>
      )}
    </section>
  );
}

/** What no tick is written into at an end of the line, CSS pixels: half a tick, or what says how many are beyond. */
function roomFor(beyond: number | undefined): number {
  return beyond === undefined || beyond === 0 ? 16 : 140;
}

function Bars({ scale, hits }: { scale: TimelineScale | null; hits: boolean }): ReactNode {
  if (scale === null) return <svg width="100%" height={HEIGHT} aria-hidden="true" />;
  const bars = scale.bars();
  const most = bars.reduce((max, { photos }) => Math.max(max, photos), 1);
  const height = (photos: number) => (photos === 0 ? 0 : Math.max(1, (photos / most) * HEIGHT));
  return (
    <svg width="100%" height={HEIGHT} aria-hidden="true">
      <path
        className="bar-all"
        d={bars.map(({ x, width, photos }) => bar(x, width, height(photos))).join('')}
      />
      {hits && (
        <path
          className="bar-hit"
          d={bars.map(({ x, width, matches }) => bar(x, width, height(matches))).join('')}
        />
      )}
    </svg>
  );
}

function bar(x: number, width: number, height: number): string {
  if (height === 0) return '';
  const left = x.toFixed(1);
  return `M${left} ${HEIGHT}v-${height.toFixed(1)}h${width.toFixed(1)}V${HEIGHT}z`;
}
