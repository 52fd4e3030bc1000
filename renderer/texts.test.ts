import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync } from '@swc/core';
import { expect, test } from 'vitest';

// What a person reads stands in messages/, where it is translated. Words in a component are found here.
const root = import.meta.dirname;
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.tsx'),
);

/** Attributes and properties whose strings are read by people. */
const spoken =
  /^(aria-label|aria-valuetext|aria-description|aria-roledescription|alt|title|placeholder|label|hint|text|name|detail|said|error|heading|act|keep)$/;
/** Two letters in a row make a word; `name` and the like may hold identifiers of one word in lower case. */
const word = /\p{L}{2}/u;
const identifier = /^[a-z][\w.-]*$/;

interface Found {
  readonly file: string;
  readonly text: string;
}

function literals(file: string, source: string): Found[] {
  const found: Found[] = [];
  const take = (text: string, mayBeIdentifier: boolean) => {
    const said = text.trim();
    if (word.test(said) && !(mayBeIdentifier && identifier.test(said))) found.push({ file, text: said });
  };
  const strings = (node: unknown, mayBeIdentifier: boolean): void => {
    if (!isNode(node)) return;
    if (node['type'] === 'StringLiteral') take(String(node['value']), mayBeIdentifier);
    else if (node['type'] === 'TemplateLiteral')
      for (const part of node['quasis'] as Node[]) take(String(part['raw'] ?? ''), mayBeIdentifier);
    else if (node['type'] === 'ConditionalExpression') {
      strings(node['consequent'], mayBeIdentifier);
      strings(node['alternate'], mayBeIdentifier);
    } else if (
      node['type'] === 'BinaryExpression' &&
      ['+', '&&', '||', '??'].includes(String(node['operator']))
    ) {
      if (node['operator'] !== '&&') strings(node['left'], mayBeIdentifier);
      strings(node['right'], mayBeIdentifier);
    } else if (node['type'] === 'JSXExpressionContainer' || node['type'] === 'ParenthesisExpression')
      strings(node['expression'], mayBeIdentifier);
  };
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const each of node) visit(each);
    if (!isNode(node)) return;
    if (node['type'] === 'JSXText') take(String(node['value']), false);
    if (node['type'] === 'JSXAttribute' && isNode(node['name']) && spoken.test(String(node['name']['value'])))
      strings(node['value'], true);
    if (
      node['type'] === 'KeyValueProperty' &&
      isNode(node['key']) &&
      spoken.test(String(node['key']['value']))
    )
      strings(node['value'], true);
    if (node['type'] === 'JSXElement' || node['type'] === 'JSXFragment')
      for (const child of node['children'] as Node[])
        if (child['type'] === 'JSXExpressionContainer') strings(child, false);
    for (const value of Object.values(node)) visit(value);
  };
  visit(parseSync(source, { syntax: 'typescript', tsx: true }).body);
  return found;
}

type Node = Record<string, unknown>;
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

test.each(files)('%s says nothing that is not in messages/', (file) => {
  expect(literals(file, readFileSync(path.join(root, file), 'utf8'))).toEqual([]);
});

test('words are found wherever they may hide', () => {
  const source = `export const A = () => (
    <p title="Delete photos" className="not read">
      Hello {yes ? 'so many' : \`of \${n} photos\`}
      <B label={'Two words'} name="browse.left" items={[{ label: 'Third one' }]} />
    </p>
  );`;
  expect(literals('a.tsx', source).map(({ text }) => text)).toEqual([
    'so many',
    'of',
    'photos',
    'Delete photos',
    'Hello',
    'Two words',
    'Third one',
  ]);
});
