import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { childEnvironment } from './config.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Builds the explorer in a process of its own, or takes it from the cache when nothing changed; gives whether it is there. */
export async function buildExplorer(signal: AbortSignal): Promise<boolean> {
  const build = spawn('npm', ['run', '--silent', 'build'], {
    cwd: root,
    env: childEnvironment({}),
    stdio: 'ignore',
    signal,
  });
  const [code] = await once(build, 'exit').catch(() => [1]);
  return code === 0;
}
