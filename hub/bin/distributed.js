#!/usr/bin/env node
import { distributed } from '../src/distributed.ts';

await distributed(process.argv.includes('--watch'));
