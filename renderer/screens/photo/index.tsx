import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import type { LabelColour } from '../../../engine/contract/decision.ts';
import type { EventWithCounts } from '../../../engine/contract/event.ts';
import { t } from '../../../messages/format.ts';
import { Panel } from '../../components/pane.tsx';
import { media } from '../../components/photo-image.tsx';
import { capOfCommand } from '../../keyboard/key-label.ts';
import { useCommands } from '../../keyboard/use-commands.tsx';
import { useRevision } from '../../stores/events.ts';
import { useHistory } from '../../stores/history.ts';
import { savePreferences, usePreferences } from '../../stores/preferences.ts';
import { back, openPhoto } from '../../stores/route.ts';
import { say } from '../../stores/toasts.ts';
import { copiedBibs, labelColours, PhotoActions } from '../browse/photo-actions.ts';
import { browseFor, sessionOf } from '../browse/sessions.ts';
import { useMedia } from '../browse/use-media.ts';
import { openInReview } from '../review/open-in-review.ts';
import { Answers } from './answers.ts';
import { boxesOf } from './boxes-of.ts';
import { preload, usePhotoDetail } from './details.ts';
import { type InspectorTab, PhotoInspector } from './inspector.tsx';
import { PhotoStatus } from './photo-status.tsx';
import { PhotoToolbar } from './photo-toolbar.tsx';
import './photo.css';
import { FilmStrip } from './film-strip.tsx';
import { faceToken, useSameFace } from './same-face.ts';
import { PhotoStage } from './stage.tsx';
import {
  firstInQuestion,
  isToReview,
  nextToReview,
  placeOf,
  type Subject,
  stepFrom,
  subjectsOf,
} from './subjects.ts';
import { useAdding } from './use-adding.ts';
import { useViewport } from './use-viewport.ts';
import { useWalk } from './use-walk.ts';

/** By how much Shift and an arrow move the photo, CSS pixels. */
const PAN = 80;

const pans: Partial<Record<string, { x: number; y: number }>> = {
  ArrowLeft: { x: PAN, y: 0 },
  ArrowRight: { x: -PAN, y: 0 },
  ArrowUp: { x: 0, y: PAN },
  ArrowDown: { x: 0, y: -PAN },
};

/** Until the size of a photo is known: most are three by two, and their pixels do not matter yet. */
const USUAL = { width: 6000, height: 4000 };

/** One photo of what Browse found: whole or near, with who is in it, and what somebody says about that. */
export function PhotoScreen({ event, photo }: { event: EventWithCounts; photo: string }): ReactNode {
  const session = sessionOf(event.id);
  const walk = useWalk(event.id, photo);
  const { detail, error } = usePhotoDetail(event.id, photo);
  const revision = useRevision(event.id);
  const narrow = useMedia('(max-width: 1180px)');
  const preferences = usePreferences();
  const stage = useRef<HTMLDivElement>(null);

  const [chosen, setChosen] = useState<{ photo: string; key: string } | null>(null);
  const [tab, setTab] = useState<InspectorTab>('athletes');
  const [boxesShown, setBoxesShown] = useState(true);
  const [preview, setPreview] = useState<{ photo: string; width: number; height: number } | null>(null);

  const listed = walk?.place.found ? walk.cellAt(walk.place.index ?? -1) : undefined;
  const cell = listed?.id === photo ? listed : (detail?.cell ?? null);
  const subjects = detail === null ? [] : subjectsOf(detail);
  const first = firstInQuestion(
    subjects,
    new Set(cell?.bibs.flatMap(({ hit, number }) => (hit ? [number] : []))),
    cell?.matchedFace ?? null,
  );
  const inQuestion =
    (chosen?.photo === photo ? subjects.find(({ key }) => key === chosen.key) : undefined) ?? first;
  // Answered, and gone from the photo: whoever is next in question is chosen anew.
  const face = inQuestion?.face?.box ?? inQuestion?.sighting?.box ?? null;
  const size = sizeOf(detail, preview?.photo === photo ? preview : null, cell?.aspect ?? null);
  const { state, change } = useViewport(stage, photo, size, face);
  const sameFace = useSameFace(
    event.id,
    photo,
    event.faceSearch ? (inQuestion?.face?.box ?? null) : null,
    revision,
  );
  const answers = new Answers(session, photo);
  const adding = useAdding(photo, state, answers, stage, () => setTab('athletes'));

  const choose = (subject: Subject | null) => {
    if (subject === null) return;
    setChosen({ photo, key: subject.key });
    setTab('athletes');
    const place = subject.face?.box ?? subject.sighting?.box;
    if (place) change({ kind: 'show', place });
  };

  /** After an answer, with auto-advance on: the next to review here, else the next photo. */
  const advance = (from: Subject | null) => {
    if (!usePreferences.getState().autoAdvance) return;
    const next = from === null ? null : nextToReview(subjects, from.key, 1);
    if (next !== null) choose(next);
    else walk?.step(1);
  };

  const answer = async (act: (subject: Subject) => Promise<unknown> | null, advances = true) => {
    if (inQuestion === null) return;
    const subject = inQuestion;
    setChosen({ photo, key: subject.key });
    const done = await act(subject);
    if (done !== null && advances) advance(subject);
  };

  const accept = () =>
    answer(({ sighting }) =>
      sighting === null || sighting.state === 'accepted' ? null : answers.accept(sighting),
    );
  const reject = () => answer(({ sighting }) => (sighting === null ? null : answers.reject(sighting)), false);
  const noNumber = () => answer(({ sighting }) => (sighting === null ? null : answers.reject(sighting)));
  const setNumber = ([number]: string[]) =>
    answer((subject) => {
      if (number === undefined) return null;
      const { sighting } = subject;
      if (sighting === null) return answers.tag([number], placeOf(subject));
      return sighting.number === number ? answers.accept(sighting) : answers.correct(sighting, number);
    });

  const rate = async (stars: number) => {
    if ((await answers.rate(stars)) !== null) advance(null);
  };
  const label = (colour: LabelColour | null) => void answers.label(cell?.label === colour ? null : colour);

  const allOfFace = (subject: Subject) => {
    if (subject.face !== null && event.faceSearch) browseFor(event.id, [faceToken(photo, subject.face.box)]);
  };
  const allOfBib = (number: string) => browseFor(event.id, [{ kind: 'bib', text: number }]);

  const pasteBibs = () => {
    const numbers = copiedBibs();
    if (numbers.length === 0)
      say({ kind: 'info', text: t('browse.nothingCopied', { key: capOfCommand('copyBibs') }) });
    else void answers.tag([...numbers], null);
  };
  const copyBibs = () => cell !== null && new PhotoActions(session).copyBibs(cell);

  const toReview = async (direction: 1 | -1) => {
    const here = nextToReview(subjects, inQuestion?.key ?? null, direction);
    const current = inQuestion !== null && isToReview(inQuestion) ? inQuestion : null;
    const next = here ?? (current === null && direction > 0 ? (subjects.find(isToReview) ?? null) : null);
    if (next !== null && next.key !== inQuestion?.key) return choose(next);
    const index = (await walk?.nextToReview(direction)) ?? null;
    if (index === null) say({ kind: 'info', text: t('photo.noneToReview') });
    else await walk?.goTo(index);
  };

  const host = window.host;
  const reveal = host === undefined ? null : () => void host.reveal(event.id, photo);

  /** To the question of whoever is in doubt here; false where nobody is. */
  const toItsQuestion = () => {
    const sighting = inQuestion?.sighting ?? null;
    if (sighting?.state !== 'review') return false;
    openInReview(event.id, photo, sighting.number);
    return true;
  };

  useCommands('photo', {
    review: toItsQuestion,
    back: () => {
      if (adding.kind !== null) adding.cancel();
      else back();
    },
    photoStep: ({ key }) => walk?.step(key === 'ArrowLeft' ? -1 : 1) ?? false,
    ends: ({ key }) =>
      walk === null ? false : void walk.goTo(key === 'Home' ? 0 : Math.max(0, walk.place.total - 1)),
    zoomFace: () => change({ kind: 'toggle' }),
    larger: () => change({ kind: 'step', direction: 1 }),
    smaller: () => change({ kind: 'step', direction: -1 }),
    fit: () => change({ kind: 'fit' }),
    pan: ({ key }) => {
      const by = pans[key.replace('Shift+', '')];
      return by === undefined ? false : change({ kind: 'pan', by });
    },
    boxes: () => setBoxesShown(!boxesShown),
    inspector: () => savePreferences({ inspector: !preferences.inspector }),
    rate: ({ key }) => void rate(Number(key)),
    label: ({ key }) => label(labelColours[Number(key) - 6] ?? null),
    pick: () => void answers.flag('pick'),
    reject: () => void answers.flag('reject'),
    unflag: () => void answers.flag(null),
    athlete: ({ key }) => choose(stepFrom(subjects, inQuestion?.key ?? null, key === '[' ? -1 : 1)),
    nextToReview: () => void toReview(1),
    previousToReview: () => void toReview(-1),
    accept: () => void accept(),
    typeBib: () => {
      setTab('athletes');
      savePreferences({ inspector: true });
      if (inQuestion === null && adding.kind === null) adding.tag();
      adding.focusField();
    },
    rejectReading: () => void reject(),
    noNumber: () => void noNumber(),
    sameFace: () => (inQuestion?.face && event.faceSearch ? allOfFace(inQuestion) : false),
    copyBibs,
    pasteBibs,
    drawBox: () => adding.draw(true),
    tagPhoto: adding.tag,
  });

  // Undo goes back to the photo that it changed.
  const last = useHistory((history) => history.last);
  const seen = useRef(last?.step ?? 0);
  useEffect(() => {
    if (last === null || last.step === seen.current) return;
    seen.current = last.step;
    const { photoId, photos } = last.action;
    if (last.how !== 'done' && photoId !== null && photos === 1 && photoId !== photo) openPhoto(photoId);
  }, [last, photo]);

  const address = useCallback((id: string) => media.preview(event.id, id), [event.id]);
  const neighbours =
    walk
      ?.neighbours()
      .map(({ id }) => id)
      .join(' ') ?? '';
  useEffect(() => {
    if (neighbours === '') return;
    // The photo that somebody went to comes first.
    let stop = () => {};
    const timer = setTimeout(() => {
      stop = preload(event.id, neighbours.split(' '), address);
    }, 60);
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [event.id, neighbours, address]);

  const show = boxesShown ? preferences.boxes : { faces: false, bibs: false };

  return (
    <div className="photo-screen">
      <Panel label={t('photo.stage', { name: cell?.name ?? '' })} className="photo-centre">
        <PhotoToolbar
          cell={cell}
          place={walk?.place ?? null}
          timeZone={event.timeZone}
          actions={{
            rate: (stars) => void rate(stars),
            flag: (flag) => void answers.flag(flag),
            label,
            draw: () => adding.draw(true),
            tag: adding.tag,
            sameFace: inQuestion?.face && event.faceSearch ? () => allOfFace(inQuestion) : null,
            copyBibs,
            pasteBibs,
            reveal,
            toggleBoxes: () => setBoxesShown(!boxesShown),
            showBoxes: () => setBoxesShown(true),
            boxesShown,
          }}
        />
        <PhotoStage
          stage={stage}
          event={event.id}
          photo={photo}
          name={cell?.name ?? ''}
          detail={detail}
          error={error}
          state={state}
          change={change}
          boxes={boxesOf(subjects, inQuestion?.key ?? null, show)}
          drawing={adding.drawing}
          onDraw={adding.redraw}
          onDrawn={adding.focusField}
          onCancelDrawing={adding.cancel}
          clickable={{ face: event.faceSearch, bib: true }}
          onFace={allOfFace}
          onBib={({ sighting }) => sighting !== null && allOfBib(sighting.number)}
          walk={walk}
          onPreview={(width, height) => setPreview({ photo, width, height })}
        />
        {walk !== null && <FilmStrip event={event.id} timeZone={event.timeZone} walk={walk} />}
      </Panel>
      {preferences.inspector && (
        <PhotoInspector
          event={event}
          detail={detail}
          subjects={subjects}
          inQuestion={inQuestion}
          sameFace={sameFace}
          tab={tab}
          onTab={setTab}
          onChoose={choose}
          adding={
            adding.kind === null
              ? null
              : {
                  kind: adding.kind,
                  save: (numbers) => void adding.save(numbers),
                  cancel: adding.cancel,
                }
          }
          field={adding.field}
          answers={{
            accept: () => void accept(),
            reject: () => void reject(),
            noNumber: () => void noNumber(),
            number: (numbers) => void setNumber(numbers),
            sameFace: () => inQuestion !== null && allOfFace(inQuestion),
            review: () => void toItsQuestion(),
          }}
          onReveal={reveal}
          onDraw={() => adding.draw(true)}
          onTag={adding.tag}
          narrow={narrow}
        />
      )}
      <PhotoStatus detail={detail} />
    </div>
  );
}

function sizeOf(
  detail: { readonly width: number | null; readonly height: number | null } | null,
  preview: { readonly width: number; readonly height: number } | null,
  aspect: number | null,
): { width: number; height: number } {
  if (detail !== null && detail.width !== null && detail.height !== null) {
    return { width: detail.width, height: detail.height };
  }
  if (preview !== null) return { width: preview.width, height: preview.height };
  return aspect === null ? USUAL : { width: Math.round(USUAL.height * aspect), height: USUAL.height };
}
