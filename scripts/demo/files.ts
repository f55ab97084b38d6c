import type { PlannedCase } from './plan.ts';

export interface DemoFile {
  readonly name: string;
  readonly content: Uint8Array;
  readonly caption: string;
}

type Draw = (planned: PlannedCase) => string;

/** The file that goes with a case: a trend, a log, settings or a drawing, made up from its figures. */
export function fileFor(planned: PlannedCase): DemoFile {
  const { extension, caption, draw } = kinds[planned.story.file];
  const day = planned.detected.toISOString().slice(0, 10);
  return {
    name: `${planned.story.file}-${day}-${planned.index + 1}.${extension}`,
    content: new TextEncoder().encode(draw(planned)),
    caption,
  };
}

const kinds: Readonly<
  Record<PlannedCase['story']['file'], { extension: string; caption: string; draw: Draw }>
> = {
  trend: { extension: 'csv', caption: 'Readings once a minute', draw: trend },
  log: { extension: 'log', caption: 'Log of that hour', draw: log },
  settings: { extension: 'json', caption: 'Settings as they were found', draw: settings },
  drawing: { extension: 'svg', caption: 'Sketch', draw: drawing },
};

const MINUTE = 60_000;

function trend(planned: PlannedCase): string {
  const rows = readings(planned).map(
    (value, i) => `${moment(planned, i)},${value.toFixed(1)},${value > 85 ? 'alarm' : 'ok'}`,
  );
  return ['time,value,state', ...rows, ''].join('\n');
}

function log(planned: PlannedCase): string {
  const says = ['probe answered', 'queue 3', 'retry scheduled', 'probe answered', 'no answer within 2 s'];
  const lines = readings(planned).map((value, i) => {
    const level = value > 85 ? 'ERROR' : value > 70 ? 'WARN ' : 'INFO ';
    return `${moment(planned, i)} ${level} [watch] ${says[i % says.length]} value=${value.toFixed(1)}`;
  });
  return [...lines, ''].join('\n');
}

function settings({ index, minutes, detected }: PlannedCase): string {
  const found = {
    read: detected.toISOString(),
    limits: { warning: 78, trip: 96, delaySeconds: 2 + (index % 5) },
    inputs: Array.from({ length: 6 }, (_, i) => ({
      channel: i + 1,
      monitored: i !== index % 6,
      bridged: i === index % 6,
    })),
    sinceMinutes: minutes,
  };
  return `${JSON.stringify(found, null, 2)}\n`;
}

function drawing(planned: PlannedCase): string {
  const points = readings(planned).map((value, i) => `${20 + i * 6},${220 - value * 2}`);
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 240" width="400" height="240">',
    '<rect x="0" y="0" width="400" height="240" fill="#ffffff"/>',
    '<line x1="20" y1="220" x2="390" y2="220" stroke="#444444"/>',
    '<line x1="20" y1="220" x2="20" y2="10" stroke="#444444"/>',
    '<line x1="20" y1="50" x2="390" y2="50" stroke="#b00020" stroke-dasharray="6 4"/>',
    `<polyline fill="none" stroke="#0b5cad" stroke-width="2" points="${points.join(' ')}"/>`,
    '</svg>',
    '',
  ].join('\n');
}

/** An hour that climbs, with some noise, and falls again at its end. */
function readings({ index }: PlannedCase): number[] {
  return Array.from({ length: 60 }, (_, i) => {
    const noise = ((i * 7919 + index * 104_729) % 100) / 20;
    const climb = i < 45 ? 52 + i * 0.95 : 95 - (i - 45) * 2.6;
    return Math.min(climb + noise, 99);
  });
}

function moment({ detected }: PlannedCase, minute: number): string {
  return new Date(detected.getTime() + minute * MINUTE).toISOString();
}
