import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AsvsAnswer, Soc2Answer } from '#contracts/assessments.ts';
import { KnownProvider } from '#contracts/sub-processors.ts';

/** The self-assessment against OWASP ASVS 5.0.0, levels 1 and 2 (claim FC-52). @throws ZodError where it is damaged. */
export function asvsAnswers(): AsvsAnswer[] {
  return z.array(AsvsAnswer).parse(JSON.parse(read('asvs-5.0.0.json')));
}

/** The criteria of SOC 2 with what answers each (claim FTS-24). @throws ZodError where it is damaged. */
export function soc2Answers(): Soc2Answer[] {
  return z.array(Soc2Answer).parse(JSON.parse(read('soc2.json')));
}

/** Providers by their hosts, with the certifications they state (claim FL-35). @throws ZodError where it is damaged. */
export function knownProviders(): KnownProvider[] {
  return z.array(KnownProvider).parse(JSON.parse(read('providers.json')));
}

function read(name: string): string {
  return readFileSync(join(import.meta.dirname, name), 'utf8');
}
