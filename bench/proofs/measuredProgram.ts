import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface ProgramFigures {
  readonly seconds: number;
  /** Largest resident memory so far; 0 where the system does not tell. */
  readonly peakMb: number;
}

interface Watch {
  /** Called with each line of standard error, with the figures so far; to answer `end` interrupts the program. */
  onLine?(line: string, figures: ProgramFigures): 'end' | undefined;
}

/** Runs a command of the hub in a process of its own and measures it; a command that fails, unless interrupted here, throws what it said. */
export async function measureHub(args: readonly string[], { onLine }: Watch = {}): Promise<ProgramFigures> {
  const program = spawn(process.execPath, [hub, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  const start = performance.now();
  let figures: ProgramFigures = { seconds: 0, peakMb: 0 };
  const look = () => {
    figures = {
      seconds: (performance.now() - start) / 1000,
      peakMb: Math.max(figures.peakMb, peakOf(program.pid)),
    };
  };
  const timer = setInterval(look, 100);
  const said: string[] = [];
  let interrupted = false;
  const ended = new Promise<number | null>((resolve) => program.once('exit', resolve));
  for await (const line of createInterface({ input: program.stderr })) {
    said.push(line);
    look();
    if (onLine?.(line, figures) !== 'end' || interrupted) continue;
    interrupted = true;
    program.kill('SIGINT');
  }
  const status = await ended;
  clearInterval(timer);
  if (status !== 0 && !interrupted)
    throw new Error(`hub ${args.join(' ')} ended with ${status}:\n${said.slice(-5).join('\n')}`);
  return { ...figures, seconds: (performance.now() - start) / 1000 };
}

/** Linux keeps the high-water mark of a process. */
function peakOf(pid: number | undefined): number {
  try {
    const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kilobytes ?? 0) / 1024;
  } catch {
    return 0;
  }
}

const hub = fileURLToPath(new URL('../../hub/bin/hub.js', import.meta.url));
