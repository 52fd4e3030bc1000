import { type ReactNode, type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import type { Person, PersonDetail, PersonFace } from '../../../engine/contract/people.ts';
import { t } from '../../../messages/format.ts';
import { confidence } from '../../../messages/units.ts';
import { Note, Skeleton } from '../../components/blocks.tsx';
import { Button } from '../../components/button.tsx';
import { classNames } from '../../components/class-names.ts';
import { focusDrawn } from '../../components/focus-drawn.ts';
import { Icon } from '../../components/icon.tsx';
import { Kbd } from '../../components/kbd.tsx';
import { PaneHead } from '../../components/pane.tsx';
import { capOf } from '../../keyboard/key-label.ts';
import { Face } from './face.tsx';
import { isNumber } from './naming.ts';
import { numberAndName, shortly } from './person-words.ts';
import { chosenFaces, type Split } from './split.ts';
import './faces-pane.css';

export interface FacesHandle {
  /** The face that has the focus. */
  readonly face: PersonFace | null;
  /** Gives the keyboard to the faces: to the first that is chosen, else to the first. */
  focus(): void;
  /** Moves the focus by an arrow, Home or End. */
  step(key: string): void;
  /** A bib is typed for the chosen faces, beginning so. */
  type(text: string): void;
}

/** Faces in a row. */
const COLUMNS = 7;

/**
 * Every face of a person: to look at and to open their photos, or, while the person is taken apart, to
 * choose those of somebody else.
 */
export function FacesPane({
  ref,
  event,
  person,
  detail,
  error,
  split,
  onSplit,
  onCancel,
  onToggle,
  onMove,
  onOpenPhoto,
  onNotThis,
  onPhotos,
}: {
  ref: Ref<FacesHandle>;
  event: string;
  person: Person;
  /** Null until it was read. */
  detail: PersonDetail | null;
  error: string | null;
  split: Split | null;
  onSplit(): void;
  onCancel(): void;
  onToggle(face: string): void;
  /** Takes the chosen faces out: to the person with a number, or as a new one. */
  onMove(number: string | null): void;
  onOpenPhoto(face: PersonFace): void;
  onNotThis(face: PersonFace): void;
  onPhotos(): void;
}): ReactNode {
  const [at, setAt] = useState(0);
  const [other, setOther] = useState<string | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const faces = detail?.faces ?? [];
  const here = Math.min(at, Math.max(0, faces.length - 1));
  const chosen = split && detail ? chosenFaces(split, detail) : null;

  // Another person begins with its own first face.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the person that changed.
  useEffect(() => {
    setAt(0);
    setOther(null);
  }, [person.id, split === null]);

  const go = (index: number) => {
    setAt(index);
    focusDrawn(() => optionOf(list.current, index));
  };

  useImperativeHandle(ref, () => ({
    face: faces[here] ?? null,
    focus: () =>
      go(
        Math.max(
          0,
          faces.findIndex(({ id }) => chosen?.has(id)),
        ),
      ),
    step: (key) => {
      const steps: Record<string, number> = {
        ArrowLeft: here - 1,
        ArrowRight: here + 1,
        ArrowUp: here - COLUMNS,
        ArrowDown: here + COLUMNS,
        Home: 0,
        End: faces.length - 1,
      };
      const next = steps[key];
      if (next !== undefined && next >= 0 && next < faces.length) go(next);
    },
    type: setOther,
  }));

  const who = person.number === null ? null : shortly(person);
  return (
    <section
      aria-label={who === null ? t('people.person.unnamed') : t('people.person', { who })}
      data-zone="faces"
      className="faces"
    >
      <PaneHead className="faces__head">
        <h2 className="strong ellipsis">
          {split
            ? t('people.split.title', { who: who ?? t('people.split.unnamed') })
            : who === null
              ? t('people.person.unnamed')
              : t('people.person', { who })}
        </h2>
        <span className="muted text-small nowrap" role="status">
          {chosen
            ? t('people.split.chosen', { chosen: chosen.size, faces: faces.length })
            : t('people.person.count', { faces: person.faces })}
        </span>
        {split ? (
          <Button kind="quiet" size="small" className="end" onClick={onCancel}>
            {t('people.split.cancel')}
            <Kbd>{capOf('Escape')}</Kbd>
          </Button>
        ) : (
          <Button
            kind="quiet"
            size="small"
            icon="split"
            command="split"
            className="end"
            disabled={person.faces < 2}
            onClick={onSplit}
          >
            {t('people.split')}
          </Button>
        )}
      </PaneHead>
      <div className="section">
        {error !== null && <Note kind="bad">{error}</Note>}
        {split && detail && <p className="secondary text-small faces__odd">{oddSentence(detail)}</p>}
        {detail === null ? (
          <div className="faces__list" role="status" aria-label={t('people.loading')}>
            {person.covers.map(({ id }) => (
              <Skeleton key={id} className="faces__face" />
            ))}
          </div>
        ) : (
          <div
            ref={list}
            role="listbox"
            aria-label={split ? t('people.split.faces') : t('people.person.count', { faces: faces.length })}
            aria-multiselectable={split !== null}
            className="faces__list"
          >
            {faces.map((face, index) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the screen's own keys do what a click does.
              <div
                key={face.id}
                role="option"
                tabIndex={index === here ? 0 : -1}
                aria-selected={chosen ? chosen.has(face.id) : index === here}
                aria-label={faceName(face, detail)}
                title={faceName(face, detail)}
                data-face={index}
                className={classNames('faces__face', chosen?.has(face.id) && 'faces__face--chosen')}
                onFocus={() => setAt(index)}
                onClick={() => split && onToggle(face.id)}
                onDoubleClick={() => !split && onOpenPhoto(face)}
              >
                <Face event={event} face={face.id} />
                {chosen?.has(face.id) && (
                  <span className="faces__check" aria-hidden="true">
                    <Icon name="check" size={11} />
                  </span>
                )}
              </div>
            ))}
          </div>
        )}
        {detail && split && chosen && (
          <Moves detail={detail} chosen={chosen.size} other={other} onOther={setOther} onMove={onMove} />
        )}
        {detail && !split && (
          <div className="faces__do">
            <Button
              size="small"
              icon="image"
              command="photoOfItem"
              onClick={() => faces[here] && onOpenPhoto(faces[here])}
            >
              {t('people.person.openPhoto')}
            </Button>
            <Button
              size="small"
              disabled={faces.length < 2}
              onClick={() => faces[here] && onNotThis(faces[here])}
            >
              {t('people.person.notThis')}
            </Button>
            <Button size="small" kind="quiet" icon="grid" onClick={onPhotos}>
              {t('people.person.photos')}
            </Button>
          </div>
        )}
      </div>
    </section>
  );
}

/** Where the chosen faces go: to whom they look like, to a new person, or to a bib that is typed. */
function Moves({
  detail,
  chosen,
  other,
  onOther,
  onMove,
}: {
  detail: PersonDetail;
  chosen: number;
  /** What is typed of another bib; null while none is. */
  other: string | null;
  onOther(text: string | null): void;
  onMove(number: string | null): void;
}): ReactNode {
  const { oddAre } = detail;
  if (other !== null) {
    const move = () => isNumber(other.trim()) && onMove(other.trim());
    return (
      <form
        className="faces__do"
        onSubmit={(submit) => {
          submit.preventDefault();
          move();
        }}
      >
        <span className="input">
          <input
            // The field comes because its first digit was typed, or its button was pressed.
            ref={(field) => field?.focus()}
            type="text"
            inputMode="numeric"
            autoComplete="off"
            aria-label={t('people.split.otherField')}
            value={other}
            onChange={({ currentTarget }) => onOther(currentTarget.value)}
          />
        </span>
        <Button type="submit" icon="split" disabled={!isNumber(other.trim()) || chosen === 0}>
          {t('people.split.otherMove', { faces: chosen })}
          <Kbd>{capOf('Enter')}</Kbd>
        </Button>
        <Button kind="quiet" onClick={() => onOther(null)}>
          {t('people.split.cancel')}
        </Button>
      </form>
    );
  }
  return (
    <div className="faces__do">
      {oddAre && (
        <Button icon="split" className="grow" disabled={chosen === 0} onClick={() => onMove(oddAre.number)}>
          {t('people.split.move', { faces: chosen, number: oddAre.number })}
          <Kbd>{capOf('Enter')}</Kbd>
        </Button>
      )}
      <Button disabled={chosen === 0} onClick={() => onMove(null)}>
        {t('people.split.new')}
        {!oddAre && <Kbd>{capOf('Enter')}</Kbd>}
      </Button>
      <Button kind="quiet" disabled={chosen === 0} onClick={() => onOther('')}>
        {t('people.split.other')}
      </Button>
    </div>
  );
}

function oddSentence({ odd, oddAre }: PersonDetail): string {
  if (odd.length === 0) return t('people.split.alike');
  return oddAre === null
    ? t('people.split.odd', { odd: odd.length })
    : t('people.split.oddAre', { odd: odd.length, who: numberAndName(oddAre.number, oddAre.entries) });
}

function faceName(face: PersonFace, { odd }: PersonDetail): string {
  const said = { name: face.name, value: confidence(face.likeness) };
  return odd.includes(face.id) ? t('people.person.faceOdd', said) : t('people.person.face', said);
}

const optionOf = (list: HTMLElement | null, index: number): HTMLElement | null =>
  list?.querySelector<HTMLElement>(`[data-face="${index}"]`) ?? null;
