import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../contract/app-error.ts';
import { checkSender } from './origin-check.ts';
import { loopbackHost, ownAddress } from './own-address.ts';

const own = ownAddress('127.0.0.1', 8000);

function outcome(headers: Record<string, string>, address = own): string {
  try {
    checkSender(headers, address);
    return 'taken';
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

describe('who may ask', () => {
  it.each([
    ['a terminal', { host: '127.0.0.1:8000' }],
    [
      'its own page',
      { host: '127.0.0.1:8000', origin: 'http://127.0.0.1:8000', 'sec-fetch-site': 'same-origin' },
    ],
    ['its own page by the other name', { host: 'LOCALHOST:8000', origin: 'http://localhost:8000' }],
    ['an address that was typed', { host: '127.0.0.1:8000', 'sec-fetch-site': 'none' }],
    [
      'a link that was followed',
      {
        host: '127.0.0.1:8000',
        'sec-fetch-site': 'cross-site',
        'sec-fetch-mode': 'navigate',
        'sec-fetch-dest': 'document',
      },
    ],
  ])('%s', (_, headers) => {
    expect(outcome(headers)).toBe('taken');
  });

  it.each([
    ['a rebound name', 'HOST_NOT_ALLOWED', { host: 'evil.example:8000' }],
    ['a name that begins alike', 'HOST_NOT_ALLOWED', { host: '127.0.0.1.evil.example:8000' }],
    ['another port', 'HOST_NOT_ALLOWED', { host: '127.0.0.1:8001' }],
    ['no port', 'HOST_NOT_ALLOWED', { host: '127.0.0.1' }],
    ['another loopback address', 'HOST_NOT_ALLOWED', { host: '127.0.0.2:8000' }],
    ['no name at all', 'HOST_NOT_ALLOWED', {}],
    ['another page', 'ORIGIN_NOT_ALLOWED', { host: '127.0.0.1:8000', origin: 'https://evil.example' }],
    ['a file', 'ORIGIN_NOT_ALLOWED', { host: '127.0.0.1:8000', origin: 'null' }],
    [
      'a page of another port',
      'ORIGIN_NOT_ALLOWED',
      { host: '127.0.0.1:8000', origin: 'http://127.0.0.1:3000' },
    ],
    [
      'a page of the other name',
      'ORIGIN_NOT_ALLOWED',
      { host: '127.0.0.1:8000', origin: 'http://localhost:8000' },
    ],
    [
      'a picture on another page',
      'ORIGIN_NOT_ALLOWED',
      { host: '127.0.0.1:8000', 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'image' },
    ],
    [
      'a frame on another page',
      'ORIGIN_NOT_ALLOWED',
      {
        host: '127.0.0.1:8000',
        'sec-fetch-site': 'cross-site',
        'sec-fetch-mode': 'navigate',
        'sec-fetch-dest': 'iframe',
      },
    ],
    [
      'a page of another port on this machine',
      'ORIGIN_NOT_ALLOWED',
      { host: '127.0.0.1:8000', 'sec-fetch-site': 'same-site', 'sec-fetch-dest': 'empty' },
    ],
  ])('not %s', (_, code, headers) => {
    expect(outcome(headers)).toBe(code);
  });

  it('nobody by any other name, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.domain(), fc.ipV4(), fc.webAuthority()), (host) => {
        fc.pre(!own.hosts.has(host.toLowerCase()));
        expect(outcome({ host })).toBe('HOST_NOT_ALLOWED');
        fc.pre(host !== '');
        expect(outcome({ host: '127.0.0.1:8000', origin: `http://${host}` })).toBe('ORIGIN_NOT_ALLOWED');
      }),
    );
  });

  it('on port 80 also without the port, and by its IPv6 address', () => {
    expect(outcome({ host: 'localhost' }, ownAddress('127.0.0.1', 80))).toBe('taken');
    expect(outcome({ host: '[::1]:8000' }, ownAddress('::1', 8000))).toBe('taken');
    expect(outcome({ host: '127.0.0.1:8000' }, ownAddress('::1', 8000))).toBe('HOST_NOT_ALLOWED');
  });
});

describe('where it listens', () => {
  it.each([
    ['localhost', '127.0.0.1'],
    ['127.0.0.1', '127.0.0.1'],
    ['127.1.2.3', '127.1.2.3'],
    ['::1', '::1'],
    ['[::1]', '::1'],
    ['0:0:0:0:0:0:0:1', '::1'],
  ])('%s is loopback', (text, host) => {
    expect(loopbackHost(text)).toBe(host);
  });

  it.each(['0.0.0.0', '::', '192.168.1.2', 'example.com', '', '127.0.0.1.example.com', '::ffff:192.168.1.2'])(
    '%s is refused',
    (text) => {
      expect(() => loopbackHost(text)).toThrow(/loopback only/);
    },
  );
});
