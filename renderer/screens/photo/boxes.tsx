import { type CSSProperties, Fragment, type ReactNode, useEffect, useRef } from 'react';
import { t } from '../../../messages/format.ts';
import { confidence } from '../../../messages/units.ts';
import { classNames } from '../../components/class-names.ts';
import { Icon } from '../../components/icon.tsx';
import { textScale } from '../../components/text-scale.ts';
import { nameOf, type PhotoBox, saidBySomebody } from './boxes-of.ts';
import { type Labelled, placeLabels, type Rect } from './place-labels.ts';
import type { Subject } from './subjects.ts';
import { textWidth } from './text-width.ts';
import { onStage, type Stage, type View } from './viewport.ts';
import './boxes.css';

const labelHeight = (): number => 20 * textScale();
const LABEL_PADDING = 12;
const LABEL_ICON = 15;

interface LabelText {
  readonly icon: 'check' | 'question' | null;
  readonly bold: string;
  readonly rest: string;
}

/**
 * Boxes of faces and bibs with their labels. A click on a face finds the person, on a bib the number.
 * The boxes of the athlete in question are the one stop of Tab; `[` and `]` go to the next.
 */
export function Boxes({
  boxes,
  on,
  view,
  withNames,
  clickable,
  onFace,
  onBib,
}: {
  boxes: readonly PhotoBox[];
  on: Stage;
  view: View;
  /** Whether there is room for the name of the athlete in question. */
  withNames: boolean;
  /** Faces can be searched for. */
  clickable: { readonly face: boolean; readonly bib: boolean };
  onFace(subject: Subject): void;
  onBib(subject: Subject): void;
}): ReactNode {
  const group = useRef<HTMLFieldSetElement>(null);
  const drawn = boxes.map((box) => ({
    box,
    rect: onStage(on, view, box.place),
    text: labelText(box, withNames),
  }));
  const labelled = drawn.flatMap(({ box, rect, text }): Labelled[] => {
    if (text === null) return [];
    const width =
      LABEL_PADDING +
      (text.icon === null ? 0 : LABEL_ICON) +
      textWidth(text.bold, true) +
      (text.rest === '' ? 0 : 4 + textWidth(text.rest, box.kind === 'bib'));
    return [
      {
        id: box.id,
        box: rect,
        kind: box.kind,
        label: { width: Math.ceil(width), height: labelHeight() },
        inQuestion: box.inQuestion && box.kind === 'face',
      },
    ];
  });
  const places = placeLabels(labelled, { x: 0, y: 0, ...on.stage });

  const inQuestion = boxes.find((box) => box.inQuestion)?.id ?? boxes[0]?.id;
  useEffect(() => {
    // The keyboard goes along with [ and ] while it is among the boxes.
    const { activeElement } = document;
    if (!group.current?.contains(activeElement)) return;
    const next = [...group.current.querySelectorAll<HTMLElement>('button')].find(
      ({ dataset }) => dataset['box'] === inQuestion,
    );
    if (activeElement instanceof HTMLElement && activeElement.dataset['box'] !== inQuestion) next?.focus();
  }, [inQuestion]);

  return (
    <fieldset className="boxes" aria-label={t('photo.boxes')} ref={group}>
      {drawn.map(({ box, rect, text }) => {
        const isOn = box.kind === 'face' ? clickable.face : clickable.bib && box.subject.sighting !== null;
        const who = whoIs(box.subject);
        return (
          <Fragment key={box.id}>
            <button
              type="button"
              data-box={box.id}
              className={classNames(
                'box',
                `box--${box.kind}`,
                box.toReview && 'box--review',
                box.inQuestion && 'box--in-question',
              )}
              style={{
                transform: `translate(${rect.x}px, ${rect.y}px)`,
                width: rect.width,
                height: rect.height,
              }}
              tabIndex={box.id === inQuestion ? 0 : -1}
              aria-label={
                box.kind === 'face'
                  ? t(isOn ? 'photo.box.face' : 'photo.box.faceOff', { who })
                  : t(isOn ? 'photo.box.bib' : 'photo.box.bibOff', { who })
              }
              aria-disabled={isOn ? undefined : true}
              onClick={() => {
                if (isOn) (box.kind === 'face' ? onFace : onBib)(box.subject);
              }}
            />
            {text !== null && (
              <Label text={text} place={places.get(box.id) ?? null} box={rect} kind={box.kind} />
            )}
          </Fragment>
        );
      })}
    </fieldset>
  );
}

function Label({
  text,
  place,
  box,
  kind,
}: {
  text: LabelText;
  /** Null where there is no room: it shows when the box is pointed at. */
  place: Rect | null;
  box: Rect;
  kind: 'face' | 'bib';
}): ReactNode {
  const style: CSSProperties =
    place === null
      ? { left: box.x, top: kind === 'face' ? box.y - labelHeight() - 4 : box.y + box.height + 4 }
      : { left: place.x, top: place.y, width: place.width };
  return (
    // The button says the same in words.
    <span
      className={classNames('box__label', place === null && 'box__label--hidden')}
      style={style}
      aria-hidden="true"
    >
      {text.icon && <Icon name={text.icon} size={11} />}
      <b>{text.bold}</b>
      {text.rest !== '' && <span className="ellipsis">{text.rest}</span>}
    </span>
  );
}

function labelText({ kind, subject, inQuestion, toReview }: PhotoBox, withNames: boolean): LabelText | null {
  const { sighting } = subject;
  if (sighting === null) {
    return inQuestion ? { icon: 'question', bold: t('photo.box.noNumberLabel'), rest: '' } : null;
  }
  if (kind === 'bib') {
    const number = toReview ? `${sighting.number}?` : sighting.number;
    return saidBySomebody(sighting)
      ? { icon: 'check', bold: number, rest: '' }
      : { icon: null, bold: number, rest: `· ${confidence(sighting.confidence)}` };
  }
  const name = inQuestion && withNames ? (nameOf(sighting) ?? '') : '';
  return { icon: toReview ? 'question' : 'check', bold: sighting.number, rest: name };
}

/** `349, to review, 0.62, Maren Holt`. */
function whoIs({ sighting }: Subject): string {
  if (sighting === null) return t('photo.box.noNumber');
  return [
    sighting.number,
    t(`photo.state.${sighting.state}`),
    saidBySomebody(sighting) ? null : confidence(sighting.confidence),
    nameOf(sighting),
  ]
    .filter((part) => part !== null)
    .join(', ');
}
