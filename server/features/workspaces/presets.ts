import type { Preset } from '#contracts/presets.ts';
import { AGENCY } from './preset.agency.ts';
import { KNOWLEDGE } from './preset.knowledge.ts';
import { LEGAL } from './preset.legal.ts';
import type { PresetContent } from './preset.ts';

export type { PresetContent } from './preset.ts';

export const PRESET_CONTENT: Readonly<Record<Preset, PresetContent>> = {
  knowledge: KNOWLEDGE,
  legal: LEGAL,
  agency: AGENCY,
};
