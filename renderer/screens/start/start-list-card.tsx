import { type ReactNode, useId, useRef, useState } from 'react';
import type { Entry, StartListDiff, StartListPreview } from '../../../engine/contract/start-list.ts';
import { engineSentence, t } from '../../../messages/format.ts';
import { Note } from '../../components/blocks.tsx';
import { Button } from '../../components/button.tsx';
import { classNames } from '../../components/class-names.ts';
import { Icon } from '../../components/icon.tsx';
import { Progress } from '../../components/progress.tsx';
import { Segment } from '../../components/segment.tsx';
import { Select } from '../../components/select.tsx';
import { useDrop } from '../../components/use-drop.ts';
import { columnUses } from './column-uses.ts';
import './start-list-card.css';
import type { ChosenList, StartListChoice } from './use-start-list.ts';

const accepted =
  '.csv,.tsv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The start list of the form: nothing yet, or a file with its columns, its odd rows and what it changes. */
export function StartListCard({
  choice,
  entries,
  apply,
}: {
  choice: StartListChoice;
  /** Of the event that is changed; null for a new one. */
  entries: number | null;
  /** Imports the list into the event now; a new event does so when it is created. */
  apply?: ReactNode;
}): ReactNode {
  const { list } = choice;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const take = (files: readonly File[]) => {
    const [file] = files;
    if (file) void choice.choose(file);
  };
  const section = useRef<HTMLElement>(null);
  const over = useDrop(section, take);
  return (
    <section
      ref={section}
      aria-labelledby={id}
      className={classNames('start-list', over && 'start-list--over')}
    >
      <h3 id={id} className="field__label">
        {t('startList.title')}
      </h3>
      <input
        ref={input}
        type="file"
        accept={accepted}
        hidden
        aria-label={t('startList.title')}
        onChange={(event) => {
          take([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
      {list ? (
        <div className="card">
          <ChosenFile list={list} choice={choice} onReplace={() => input.current?.click()} />
          {list.error && (
            <div className="start-list__part">
              <Note kind="bad" role="alert">
                {list.error}
              </Note>
            </div>
          )}
          {list.preview && <Columns preview={list.preview} choice={choice} />}
          {list.preview && <Rows preview={list.preview} />}
          {apply && list.preview?.hasBibs && (
            <Changes list={list} choice={choice}>
              {apply}
            </Changes>
          )}
        </div>
      ) : (
        <div className="start-list__drop">
          <Icon name="list" className="muted" />
          <span className="grow">
            {entries !== null && <b>{t('startList.entries', { entries })} </b>}
            <span className="muted">{t('startList.drop')}</span>
          </span>
          <Button size="small" onClick={() => input.current?.click()}>
            {t(entries ? 'startList.again' : 'startList.choose')}
          </Button>
        </div>
      )}
    </section>
  );
}

function ChosenFile({
  list,
  choice,
  onReplace,
}: {
  list: ChosenList;
  choice: StartListChoice;
  onReplace(): void;
}): ReactNode {
  return (
    <div className="start-list__file">
      <Icon name="list" className="muted" />
      <div className="grow">
        <b className="ellipsis start-list__name">{list.file.name}</b>
        {list.preview ? (
          <div className="text-caption muted">{factsOf(list.preview)}</div>
        ) : list.error ? null : (
          <Progress label={t('startList.reading', { file: list.file.name })} share={null} size="small" />
        )}
      </div>
      <Button size="small" onClick={onReplace}>
        {t('startList.replaceFile')}
      </Button>
      <Button
        size="small"
        kind="quiet"
        icon="cross"
        aria-label={t('startList.remove')}
        onClick={() => choice.clear()}
      />
    </div>
  );
}

function factsOf({ rows: n, encoding, delimiter }: StartListPreview): string {
  const rows = t('startList.facts', { rows: n });
  if (!encoding) return rows;
  const names = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const;
  const name = names[delimiter as keyof typeof names];
  if (!name) return t('startList.factsEncoding', { rows, encoding });
  return t('startList.factsCsv', { rows, encoding, delimiter: t(`startList.delimiter.${name}`) });
}

function Columns({ preview, choice }: { preview: StartListPreview; choice: StartListChoice }): ReactNode {
  const options = columnUses.map((value) => ({ value, label: t(`startList.use.${value}`) }));
  return (
    <table className="start-list__columns">
      <thead>
        <tr>
          <th scope="col">{t('startList.column')}</th>
          <th scope="col">{t('startList.useAs')}</th>
          <th scope="col">{t('startList.firstRow')}</th>
        </tr>
      </thead>
      <tbody>
        {numbered(preview.columns).map(({ key, index, name, use, samples }) => (
          <tr key={key} className={use === 'ignore' ? 'muted' : ''}>
            <td title={name}>{name}</td>
            <td>
              <Select
                quiet
                label={t('startList.useOf', { column: name })}
                value={use}
                options={options}
                onChange={(next) => void choice.setUse(index, next)}
              />
            </td>
            <td title={samples.join('\n')} className="secondary">
              {use === 'ignore' ? t('number.unknown') : (samples[0] ?? t('number.unknown'))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Two columns of a file may have one name: the second is told by its place as well. */
const numbered = (columns: StartListPreview['columns']) =>
  columns.map((column, index) => ({ ...column, index, key: `${index} ${column.name}` }));

/** Odd rows that are seen without asking, where there is room. */
const seen = 3;

function Rows({ preview }: { preview: StartListPreview }): ReactNode {
  const [all, setAll] = useState(false);
  const { remarks } = preview;
  const shown = all ? remarks : remarks.slice(0, seen);
  return (
    <div className="start-list__part">
      <div className="row text-small">
        {preview.hasBibs && (
          <span className="ok row start-list__count">
            <Icon name="check" size={13} />
            {t('startList.ready', { entries: preview.ready })}
          </span>
        )}
        {remarks.length > 0 && (
          <>
            <span className="warn row start-list__count">
              <Icon name="warning" size={13} />
              {t('startList.toLookAt', { rows: remarks.length })}
            </span>
            <button
              type="button"
              className={classNames(
                'start-list__link end',
                remarks.length <= seen && 'start-list__link--short',
              )}
              aria-expanded={all}
              onClick={() => setAll(!all)}
            >
              {t(all ? 'startList.hideRows' : 'startList.showRows')}
            </button>
          </>
        )}
      </div>
      {!preview.hasBibs && (
        <Note kind="warn" role="status">
          {t('startList.noBibs')}
        </Note>
      )}
      {shown.length > 0 && (
        <ul className={classNames('start-list__remarks', !all && 'hide-short')}>
          {shown.map(({ row, message }) => (
            <li key={`${row} ${message}`}>
              <b className="mono warn">
                <span className="unseen">{t('startList.row', { row })}</span>
                <span aria-hidden="true">{row}</span>
              </b>
              <span>{engineSentence(message)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** What importing changes in the list that is there, before it is done. */
function Changes({
  list,
  choice,
  children,
}: {
  list: ChosenList;
  choice: StartListChoice;
  children: ReactNode;
}): ReactNode {
  const { diff } = list;
  return (
    <div className="start-list__part">
      <Segment
        label={t('startList.mode')}
        value={list.mode}
        options={[
          { value: 'replace', label: t('startList.mode.replace') },
          { value: 'merge', label: t('startList.mode.merge') },
        ]}
        onChange={(mode) => void choice.setMode(mode)}
      />
      {!diff && !list.error && <Progress label={t('startList.changes')} share={null} size="small" />}
      {diff && countOf(diff) === 0 && <p className="text-small ok">{t('startList.same')}</p>}
      {diff && countOf(diff) > 0 && (
        <>
          <p className="text-small row wrap start-list__counts">
            <span className="ok">{t('startList.added', { entries: diff.added.length })}</span>
            <span className="warn">{t('startList.changed', { entries: diff.changed.length })}</span>
            <span className="bad">{t('startList.removed', { entries: diff.removed.length })}</span>
            <span className="muted">{t('startList.unchanged', { entries: diff.unchanged })}</span>
          </p>
          <ChangeList diff={diff} />
          {children}
        </>
      )}
    </div>
  );
}

export const countOf = (diff: StartListDiff): number =>
  diff.added.length + diff.changed.length + diff.removed.length;

/** Rows of each kind that are listed; a start list has thousands. */
const listed = 100;

function ChangeList({ diff }: { diff: StartListDiff }): ReactNode {
  const rows = [
    ...diff.removed.map((entry) => ({ kind: 'removed' as const, entry, before: null })),
    ...diff.changed.map(({ before, after }) => ({ kind: 'changed' as const, entry: after, before })),
    ...diff.added.map((entry) => ({ kind: 'added' as const, entry, before: null })),
  ];
  const signs = { removed: 'minus', changed: 'retry', added: 'plus' } as const;
  const colours = { removed: 'bad', changed: 'warn', added: 'ok' } as const;
  return (
    <ul className="start-list__changes" aria-label={t('startList.changes')}>
      {rows.slice(0, listed).map(({ kind, entry, before }) => (
        <li key={`${kind} ${entry.bib} ${describe(entry)}`}>
          <Icon
            name={signs[kind]}
            size={12}
            className={colours[kind]}
            label={t(`startList.${kind}`, { entries: 1 })}
          />
          <b>{entry.bib}</b>
          <span className="grow">
            {describe(entry)}
            {before && (
              <span className="muted start-list__was">
                {t('startList.was', { before: describe(before) })}
              </span>
            )}
          </span>
        </li>
      ))}
      {rows.length > listed && (
        <li className="muted">{t('startList.more', { entries: rows.length - listed })}</li>
      )}
    </ul>
  );
}

const describe = ({ name, category, team, wave }: Entry): string =>
  [name, category, team, wave].filter(Boolean).join(' · ') || t('number.unknown');
