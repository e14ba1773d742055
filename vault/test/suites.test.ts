import { createCipheriv, createHash, createHmac, createSecretKey } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Keyring, suitesOf } from '../src/index.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
const ringOf = (secret: string, version: string): Keyring => {
  const key = createSecretKey(hex(secret));
  return { current: version, versions: [version], secret: (asked) => (asked === version ? key : undefined) };
};

describe('published vectors hold for', () => {
  test('AES-256-GCM with associated data (McGrew and Viega, test case 16)', () => {
    const key = 'feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308';
    const suite = suitesOf(ringOf(key, '1'))['aes-256-gcm'];
    const nonce = hex('cafebabefacedbaddecaf888');
    const text = hex(
      'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39',
    );
    const place = hex('feedfacedeadbeeffeedfacedeadbeefabaddad2');
    const { tag, body } = suite.encrypt('1', nonce, text, place);
    expect(body.toString('hex')).toBe(
      '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662',
    );
    expect(tag.toString('hex')).toBe('76fc6ece0f4e1768cddf8853bb2d551b');
    expect(suite.decrypt('1', nonce, { tag, body }, place)).toEqual(text);
  });

  test('SM3 (GB/T 32905, example 1)', () => {
    expect(createHash('sm3').update('abc').digest('hex')).toBe(
      '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
    );
  });

  test('SM4 (GB/T 32907, example 1)', () => {
    const key = hex('0123456789abcdeffedcba9876543210');
    expect(createCipheriv('sm4-ecb', key, null).setAutoPadding(false).update(key).toString('hex')).toBe(
      '681edf34d206965e86b3e94f536e4246',
    );
  });

  test('SM4-CTR (draft-ribose-cfrg-sm4, A.2.5)', () => {
    const cipher = createCipheriv(
      'sm4-ctr',
      hex('0123456789abcdeffedcba9876543210'),
      hex('000102030405060708090a0b0c0d0e0f'),
    );
    const text = ['aa', 'bb', 'cc', 'dd', 'ee', 'ff', 'aa', 'bb'].map((byte) => byte.repeat(8)).join('');
    expect(cipher.update(hex(text)).toString('hex')).toBe(
      'ac3236cb970cc20791364c395a1342d1a3cbc1878c6f30cd074cce385cdd70c7f234bc0e24c11980fd1286310ce37b926e02fcd0faa0baf38b2933851d824514',
    );
  });

  test.each([
    [
      '0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20',
      Buffer.from('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq'.repeat(2)).toString('hex'),
      'ca05e144ed05d1857840d1f318a4a8669e559fc8391f414485bfdf7bb408963a',
    ],
    [
      '0b'.repeat(32),
      Buffer.from('Hi There').toString('hex'),
      'c0ba18c68b90c88bc07de794bfc7d2c8d19ec31ed8773bc2b390c9604e0be11e',
    ],
    [
      Buffer.from('Jefe').toString('hex'),
      Buffer.from('what do ya want for nothing?').toString('hex'),
      '2e87f1d16862e6d964b50a5200bf2b10b764faa9680a296a2405f24bec39f882',
    ],
  ])('HMAC-SM3 (GM/T 0042, appendix D.3) with key %s', (key, text, mac) => {
    expect(createHmac('sm3', hex(key)).update(hex(text)).digest('hex')).toBe(mac);
  });
});

describe('SM4-CTR with HMAC-SM3', () => {
  const suite = suitesOf(ringOf('11'.repeat(32), 's1'))['sm4-ctr-hmac-sm3'];
  const [nonce, text, place] = [Buffer.alloc(16, 7), Buffer.from('湖北省宜昌市'), Buffer.from('client.address:c1')];
  const encrypted = suite.encrypt('s1', nonce, text, place);
  const flipped = (bytes: Buffer) => Buffer.from(bytes.map((byte, at) => (at === 0 ? byte ^ 1 : byte)));

  test('opens what it sealed', () => {
    expect(suite.decrypt('s1', nonce, encrypted, place)).toEqual(text);
    expect(encrypted.body.includes(text)).toBe(false);
  });

  test.each([
    ['text', () => suite.decrypt('s1', nonce, { ...encrypted, body: flipped(encrypted.body) }, place)],
    ['tag', () => suite.decrypt('s1', nonce, { ...encrypted, tag: flipped(encrypted.tag) }, place)],
    ['tag cut short', () => suite.decrypt('s1', nonce, { ...encrypted, tag: encrypted.tag.subarray(0, 16) }, place)],
    ['nonce', () => suite.decrypt('s1', flipped(nonce), encrypted, place)],
    ['place', () => suite.decrypt('s1', nonce, encrypted, Buffer.from('client.address:c2'))],
    [
      'border of place and nonce',
      () => suite.decrypt('s1', nonce.subarray(1), encrypted, Buffer.concat([place, nonce.subarray(0, 1)])),
    ],
  ])('opens nothing with another %s', (_, open) => {
    expect(open).toThrow('A sealed value was altered or moved.');
  });
});
