import type { ReactNode } from 'react';
import { CsvColumn, ExportOptions } from '../../../engine/contract/export.ts';
import { t } from '../../../messages/format.ts';
import { Button } from '../../components/button.tsx';
import { Popover } from '../../components/popover.tsx';
import { Checkbox } from '../../components/toggles.tsx';
import { type ExportSession, useExport } from './export-session.ts';
import { fileName } from './export-words.ts';

/** The first lines of the CSV of sightings for the folder that is shown, and its columns. */
export function CsvPreview({ session }: { session: ExportSession }): ReactNode {
  const chosen = useExport(session, (state) => state.options?.csv ?? null);
  const csv = useExport(session, (state) => state.csv);
  const usual = ExportOptions.parse({}).csv;
  const columns = chosen?.columns ?? [];
  return (
    <section className="csv" aria-label={t('export.csv')}>
      <div className="pane-head csv__head">
        <Checkbox
          checked={chosen !== null}
          onChange={(checked) => session.change({ csv: checked ? usual : null })}
        >
          <b>{t('export.csv')}</b>
        </Checkbox>
        {chosen !== null && (
          <>
            <span className="muted text-small nowrap hide-narrow">
              {t('export.csv.about', { columns: columns.length })}
            </span>
            <span className="grow" />
            <Popover
              label={t('export.csv.columns')}
              align="end"
              trigger={
                <Button kind="quiet" size="small">
                  {t('export.csv.columns')}
                </Button>
              }
            >
              <div className="column csv__columns">
                {CsvColumn.options.map((column) => {
                  const on = columns.includes(column);
                  return (
                    <Checkbox
                      key={column}
                      checked={on}
                      disabled={on && columns.length === 1}
                      onChange={(checked) =>
                        session.change({
                          csv: {
                            columns: CsvColumn.options.filter((each) =>
                              each === column ? checked : columns.includes(each),
                            ),
                          },
                        })
                      }
                    >
                      {t(`export.column.${column}`)}
                    </Checkbox>
                  );
                })}
              </div>
            </Popover>
          </>
        )}
      </div>
      {chosen !== null && csv !== null && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no pointer scrolls it by keys.
        <section className="csv__lines" tabIndex={0} aria-label={t('export.csv.rows')}>
          {csv.rows.length === 0 ? (
            <p className="muted text-small csv__none">{t('export.csv.none')}</p>
          ) : (
            <table className="csv__table mono">
              <thead>
                <tr>
                  {csv.columns.map((column) => (
                    <th key={column} scope="col">
                      {column}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {csv.rows.map((row) => (
                  <tr key={row.join()}>
                    {row.map((cell, at) => (
                      <td key={csv.columns[at]} title={cell}>
                        {csv.columns[at] === 'file' ? fileName(cell) : cell}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </section>
      )}
    </section>
  );
}
