import { describe, expect, test } from 'vitest';
import { defaultSettings, readSettings } from './settings.ts';

describe('the settings of the door', () => {
  test('are the defaults where the environment says nothing', () => {
    expect(readSettings({})).toEqual(defaultSettings);
    expect(readSettings({ HUB_ISSUER: '', HUB_JWKS: '', HUB_TRUSTED_PROXIES: ' ' })).toEqual(defaultSettings);
  });

  test('are read from the environment', () => {
    expect(
      readSettings({
        HUB_ISSUER: 'https://issuer.example',
        HUB_AUDIENCE: 'district-hub',
        HUB_JWKS: 'https://issuer.example/keys',
        HUB_TRUSTED_PROXIES: '10.0.0.0/8, ::1',
        HUB_BOUND_PAGE: '50',
      }),
    ).toMatchObject({
      issuer: 'https://issuer.example',
      audience: 'district-hub',
      jwks: 'https://issuer.example/keys',
      trustedProxies: ['10.0.0.0/8', '::1'],
      bounds: { page: 50 },
    });
  });

  test.each(['everybody', '10.0.0.0/33', '10.0.0.1/8/9', '10.0.0.1/x', '::1/129'])('refuse the proxy %s', (proxy) => {
    expect(() => readSettings({ HUB_TRUSTED_PROXIES: proxy })).toThrow(/HUB_TRUSTED_PROXIES names/);
  });
});
