import { expect, test } from 'vitest';
import { connectionTo } from '../src/store/postgresConnection.ts';

test.each([
  ['postgres://hub@host/db', 'postgres://hub@host/db', '-c search_path=hub_access'],
  [
    'postgres://hub:p%40ss@host:5433/db?sslmode=require',
    'postgres://hub:p%40ss@host:5433/db?sslmode=require',
    '-c search_path=hub_access',
  ],
  [
    'postgres://hub@host/db?options=-c%20statement_timeout%3D5s&sslmode=require',
    'postgres://hub@host/db?sslmode=require',
    '-c statement_timeout=5s -c search_path=hub_access',
  ],
  ['postgres:///db?host=/run/postgresql', 'postgres:///db?host=/run/postgresql', '-c search_path=hub_access'],
  ['host is no address', 'host is no address', '-c search_path=hub_access'],
])('%s is connected to with the schema in its search path', (url, connectionString, options) => {
  expect(connectionTo(url, 'hub_access')).toEqual({ connectionString, options });
});
