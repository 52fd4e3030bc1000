import { type ReactNode, useEffect, useState } from 'react';
import type { Token } from '../../../engine/contract/browse.ts';
import { t } from '../../../messages/format.ts';
import { confidence } from '../../../messages/units.ts';
import { Checkbox, Slider } from '../../components/toggles.tsx';
import type { BrowseSession } from './browse-session.ts';
import { tokenKey } from './token-text.ts';
import './similarity.css';

/** Cosine that the slider starts at where the engine decides. */
const USUAL = 0.35;
/** Dragging asks for nothing until it rests, milliseconds. */
const REST_MS = 80;

/** How alike faces have to be to the one that is searched for. */
export function SimilarityOf({
  session,
  token,
}: {
  session: BrowseSession;
  token: Extract<Token, { minSimilarity: number | null }>;
}): ReactNode {
  const [value, setValue] = useState(token.minSimilarity);
  const key = tokenKey(token);

  useEffect(() => {
    const timer = setTimeout(() => {
      const { tokens } = session.state.query;
      const present = tokens.find((other) => tokenKey(other) === key);
      if (present === undefined || !('minSimilarity' in present) || present.minSimilarity === value) return;
      void session.change({
        tokens: tokens.map((other) => (other === present ? { ...present, minSimilarity: value } : other)),
      });
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [session, key, value]);

  const shown = value ?? USUAL;
  return (
    <div className="similarity">
      <div className="similarity-line">
        <span className="strong">{t('browse.token.similarity')}</span>
        <span className="secondary">
          {value === null
            ? t('browse.token.similarityLikely')
            : t('browse.token.similarityAtLeast', { cosine: confidence(value) })}
        </span>
      </div>
      <Slider
        label={t('browse.token.similarity')}
        min={0.1}
        max={0.9}
        step={0.01}
        value={shown}
        said={t('browse.token.similarityAtLeast', { cosine: confidence(shown) })}
        onChange={setValue}
      />
      <Checkbox checked={value === null} onChange={(automatic) => setValue(automatic ? null : USUAL)}>
        {t('browse.token.automatic')}
      </Checkbox>
      <p className="text-small muted">{t('browse.token.similarityHelp')}</p>
    </div>
  );
}
