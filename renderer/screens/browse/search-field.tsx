import {
  type ClipboardEvent,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useId,
  useImperativeHandle,
  useRef,
  useState,
} from 'react';
import type { Token as SearchedFor, Suggestion } from '../../../engine/contract/browse.ts';
import { t } from '../../../messages/format.ts';
import { count } from '../../../messages/units.ts';
import { Icon } from '../../components/icon.tsx';
import { Popover } from '../../components/popover.tsx';
import { Token } from '../../components/token.tsx';
import { engine } from '../../engine/connect.ts';
import type { BrowseSession } from './browse-session.ts';
import { FacePicture } from './face-picture.tsx';
import { tokenLabel, tokenWords } from './query-parts.ts';
import { useBrowse } from './sessions.ts';
import { SimilarityOf } from './similarity.tsx';
import { addTokens, bibTokens, tokenKey } from './token-text.ts';
import './search.css';

/** Suggestions wait so many milliseconds for the next key; cells do not. */
const SUGGEST_AFTER_MS = 120;

export interface SearchFieldHandle {
  focus(): void;
}

/**
 * The one field of Browse. What is typed is searched for with every key; a comma, Enter or a
 * suggestion makes a token of it, and what means nothing becomes a dashed one that says why.
 */
export function SearchField({
  session,
  ref,
  onLeave,
  onPicture,
  children,
}: {
  session: BrowseSession;
  ref: Ref<SearchFieldHandle>;
  /** The keyboard goes on to the grid. */
  onLeave: () => void;
  onPicture: (file: File) => void;
  /** Buttons at the end of the field. */
  children?: ReactNode;
}): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  const field = useRef<HTMLDivElement>(null);
  const listId = useId();
  const tokens = useBrowse(session, ({ query }) => query.tokens);
  const text = useBrowse(session, ({ query }) => query.text);
  const layout = useBrowse(session, (state) => state.layout);
  const busy = useBrowse(session, (state) => state.busy);
  const [refused, setRefused] = useState<readonly string[]>([]);
  const [suggestions, setSuggestions] = useState<readonly Suggestion[]>([]);
  const [active, setActive] = useState(-1);
  const [open, setOpen] = useState(false);
  const [adjusted, setAdjusted] = useState<{ key: string; anchor: Element } | null>(null);

  useImperativeHandle(ref, () => ({
    focus: () => {
      input.current?.focus();
      input.current?.select();
    },
  }));

  useEffect(() => {
    setActive(-1);
    if (text.trim() === '') return setSuggestions([]);
    const away = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const found = await engine.search.suggest(
          { event: session.event, text: text.trim(), limit: 8 },
          { signal: away.signal },
        );
        if (!away.signal.aborted) setSuggestions(found);
      } catch {
        // The field works without suggestions.
        if (!away.signal.aborted) setSuggestions([]);
      }
    }, SUGGEST_AFTER_MS);
    return () => {
      away.abort();
      clearTimeout(timer);
    };
  }, [session, text]);

  const change = (typed: string) => {
    setOpen(true);
    // A list of numbers becomes tokens as it is typed; the last one is still being typed.
    const ended = /[,;\s]$/.test(typed) ? bibTokens(typed) : null;
    if (ended !== null) void session.change({ tokens: addTokens(tokens, ended), text: '' });
    else if (/[,;]$/.test(typed)) void commit(typed.slice(0, -1));
    else void session.change({ text: typed });
  };

  const take = (token: SearchedFor) => {
    setOpen(false);
    void session.change({ tokens: addTokens(session.state.query.tokens, [token]), text: '' });
    input.current?.focus();
  };

  /** Makes tokens of a text, as the engine understands it where it is more than numbers. */
  const commit = async (typed: string) => {
    setOpen(false);
    const bibs = bibTokens(typed);
    if (bibs !== null) return session.change({ tokens: addTokens(tokens, bibs), text: '' });
    await session.change({ text: typed });
    const { layout: laid, query } = session.state;
    if (laid === null || query.text !== typed) return;
    setRefused((before) => [...new Set([...before, ...laid.notUnderstood])]);
    await session.change({ tokens: addTokens(query.tokens, laid.understood), text: '' });
  };

  const remove = (token: SearchedFor) =>
    void session.change({ tokens: session.state.query.tokens.filter((other) => other !== token) });
  const forget = (word: string) => setRefused((before) => before.filter((other) => other !== word));

  /** Takes a token back into the field to be typed anew. */
  const edit = (token: SearchedFor) => {
    if (token.kind !== 'bib') return;
    const { query } = session.state;
    void session.change({ tokens: query.tokens.filter((other) => other !== token), text: token.text });
    input.current?.focus();
  };

  const names = () => [...(field.current?.querySelectorAll<HTMLElement>('.token__name') ?? [])];

  const keyInField = (event: KeyboardEvent<HTMLInputElement>) => {
    const atStart = input.current?.selectionStart === 0 && input.current.selectionEnd === 0;
    const listed = open && suggestions.length > 0;
    const chosen = listed ? suggestions[active] : undefined;
    switch (event.key) {
      case 'ArrowDown':
        if (listed) setActive((now) => Math.min(suggestions.length - 1, now + 1));
        else onLeave();
        break;
      case 'ArrowUp':
        if (!listed) return;
        setActive((now) => Math.max(-1, now - 1));
        break;
      case 'Enter':
        if (chosen !== undefined) take(chosen.token);
        else if (text.trim() !== '') void commit(text.trim());
        else onLeave();
        break;
      case 'Tab':
        if (chosen === undefined) return;
        take(chosen.token);
        break;
      case 'Escape':
        if (listed && active >= 0) setActive(-1);
        else if (text !== '') void session.change({ text: '' });
        else if (refused.length > 0) setRefused([]);
        else return;
        break;
      case 'Backspace':
      case 'ArrowLeft': {
        const last = names().at(-1);
        // Where nothing is found, Backspace removes what is to blame.
        const blames = event.key === 'Backspace' && layout?.total === 0 && text === '';
        if (!atStart || last === undefined || blames) return;
        last.focus();
        break;
      }
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  const keyOnToken = (event: KeyboardEvent<HTMLElement>) => {
    const all = names();
    const at = all.findIndex((name) => name.parentElement?.contains(event.target as Node));
    if (at < 0) return;
    switch (event.key) {
      case 'Backspace':
      case 'Delete': {
        const token = tokens[at];
        const word = refused[at - tokens.length];
        if (token !== undefined) remove(token);
        else if (word !== undefined) forget(word);
        (all[at - 1] ?? input.current)?.focus();
        break;
      }
      case 'ArrowLeft':
        all[at - 1]?.focus();
        break;
      case 'ArrowRight':
        (all[at + 1] ?? input.current)?.focus();
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  const paste = (event: ClipboardEvent) => {
    const picture = [...event.clipboardData.files].find(({ type }) => type.startsWith('image/'));
    if (picture === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onPicture(picture);
  };

  const meaningless = !busy && text.trim() !== '' ? (layout?.notUnderstood ?? []) : [];
  const showList = open && (suggestions.length > 0 || meaningless.length > 0);
  const adjusting = tokens.find((token) => tokenKey(token) === adjusted?.key);

  return (
    // biome-ignore lint/a11y/useSemanticElements: the element `search` is not known to every reader.
    <div
      ref={field}
      role="search"
      className="search-field"
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
      }}
    >
      <Icon name="search" size={15} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of the buttons inside, listened to in one place. */}
      <div className="search-tokens" onKeyDown={keyOnToken}>
        {tokens.map((token, at) => {
          const { kind, value } = tokenWords(token);
          const isFace = token.kind === 'face' || token.kind === 'selfie';
          return (
            <span key={tokenKey(token)} className="search-token">
              {at > 0 && <span className="search-or">{t('browse.or')}</span>}
              <Token
                {...(kind === '' ? {} : { kind })}
                name={value}
                {...(isFace ? { picture: <FacePicture event={session.event} token={token} /> } : {})}
                onRemove={() => {
                  remove(token);
                  input.current?.focus();
                }}
                onClick={() => {
                  const anchor = names()[at]?.parentElement;
                  if (isFace && anchor) setAdjusted({ key: tokenKey(token), anchor });
                  else edit(token);
                }}
              />
            </span>
          );
        })}
        {refused.map((word) => (
          <Token
            key={`refused ${word}`}
            name={word}
            problem={t('browse.token.notUnderstood', { text: word })}
            onRemove={() => forget(word)}
            onClick={() => {
              forget(word);
              change(word);
              input.current?.focus();
            }}
          />
        ))}
        {tokens.length > 0 && text !== '' && <span className="search-or">{t('browse.or')}</span>}
        <input
          ref={input}
          type="text"
          role="combobox"
          aria-label={t('browse.search.label')}
          aria-expanded={showList}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={showList && active >= 0 ? `${listId}-${active}` : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder={t(tokens.length > 0 ? 'browse.search.more' : 'browse.search.placeholder')}
          value={text}
          onChange={(event) => change(event.target.value)}
          onKeyDown={keyInField}
          onPaste={paste}
        />
      </div>
      {layout !== null && (
        <span className="search-count" role="status">
          {t('browse.search.count', { photos: layout.photos, ms: count(Math.max(1, layout.tookMs)) })}
        </span>
      )}
      {children}
      <div
        id={listId}
        className="suggestions"
        role="listbox"
        aria-label={t('browse.search.suggestions')}
        hidden={!showList}
      >
        {suggestions.map(({ token, photos, detail }, at) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys.
          <div
            key={tokenKey(token)}
            id={`${listId}-${at}`}
            className="suggestion"
            role="option"
            tabIndex={-1}
            aria-selected={at === active}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => take(token)}
            onPointerMove={() => setActive(at)}
          >
            <Icon name={iconOf(token)} size={14} />
            <span className="ellipsis">{tokenLabel(token)}</span>
            {detail !== null && <span className="detail ellipsis">{detail}</span>}
            <span className="photos">{t('browse.search.photos', { photos })}</span>
          </div>
        ))}
        {meaningless.length > 0 && (
          <div
            className="suggestion-note"
            role="option"
            tabIndex={-1}
            aria-selected="false"
            aria-disabled="true"
          >
            {meaningless.map((word) => t('browse.token.notUnderstood', { text: word })).join(' ')}
          </div>
        )}
      </div>
      {adjusting !== undefined && (adjusting.kind === 'face' || adjusting.kind === 'selfie') && (
        <Popover
          label={t('browse.token.similarity')}
          anchor={adjusted?.anchor ?? null}
          open
          onOpenChange={(shown) => !shown && setAdjusted(null)}
        >
          <SimilarityOf session={session} token={adjusting} />
        </Popover>
      )}
    </div>
  );
}

function iconOf(token: SearchedFor): 'bib' | 'people' | 'tag' | 'face' {
  switch (token.kind) {
    case 'bib':
    case 'athlete':
      return 'bib';
    case 'team':
      return 'people';
    case 'category':
      return 'tag';
    default:
      return 'face';
  }
}
