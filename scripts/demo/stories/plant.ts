import { report, type Story } from './story.ts';

const HALLS = ['hall 1', 'hall 2', 'the north yard', 'the pump house'];

/** Plants and machines. */
export const PLANT: readonly Story[] = [
  {
    type: 'incident',
    category: 'Hardware',
    tags: ['root cause known', 'recurring'],
    severity: 'high',
    things: ['P-101', 'P-102', 'P-204', 'P-311'],
    sites: HALLS,
    title: 'Feed pump {thing} in {site} tripped on bearing temperature',
    summary: 'The pump stopped by itself at 96 °C; its neighbour took over after {minutes} minutes.',
    body: report({
      happened:
        'Pump {thing} in {site} tripped on high bearing temperature during the night shift. Flow to the second stage fell below the alarm limit until the stand-by pump had been started by hand.',
      timeline: [
        'Bearing temperature passes 85 °C, warning on the panel',
        'Trip at 96 °C, flow falls to {value} m³/h',
        'Stand-by pump at full flow, alarm clears',
      ],
      cause:
        'The grease nipple had been painted over during the last overhaul, so the bearing had run without fresh grease for eleven weeks. The trend shows the temperature creeping up by half a degree a day from then on.',
      done: 'Bearing replaced, shaft checked for run-out (0.03 mm, within limits), nipple freed and marked.',
      change: [
        'Overhaul checklist: paint comes after the greasing test, not before',
        'Warning limit lowered from 85 °C to 78 °C for all pumps of this size',
      ],
    }),
    comments: [
      'The trend makes it plain. Please add since when the nipple was blocked.',
      'Eleven weeks, from the date of the overhaul; I have added it under Cause.',
    ],
    file: 'trend',
    party: { name: 'Nordhaven Bearings', role: 'Supplier', note: 'Looked at the old bearing.' },
  },
  {
    type: 'incident',
    category: 'Safety',
    tags: ['near miss'],
    severity: 'critical',
    things: ['guard G-7', 'guard G-9', 'light curtain L-2', 'light curtain L-5'],
    sites: HALLS,
    title: '{thing} in {site} was bridged while the line ran',
    summary: 'Nobody was hurt. The bridge had been in place for {minutes} minutes before it was seen.',
    body: report({
      happened:
        'During a change of format the interlock of {thing} in {site} was bridged with a jumper to jog the line with the door open. The jumper stayed in when production started again.',
      timeline: [
        'Jumper set for the change of format',
        'Line back in production, door closed but not monitored',
        'Jumper found on the shift walk, line stopped',
      ],
      cause:
        'Jogging with the door open needs a key that is kept two halls away. Over time the jumper had become the usual way; three of five operators say they have used it.',
      done: 'Line stopped and locked out, interlock tested, all guards of the hall checked the same day.',
      change: [
        'Jog key kept at the line, signed out per shift',
        'The controller refuses automatic mode while a bridged input is seen for more than ten seconds',
      ],
    }),
    comments: [
      'Good that the reason is in here and not only the rule. Has the works council seen it?',
      'Yes, on the day after; their note is with the minutes.',
    ],
    file: 'settings',
  },
  {
    type: 'incident',
    category: 'Process',
    tags: ['customer affected'],
    severity: 'medium',
    things: ['batch 2417', 'batch 2431', 'batch 2502', 'batch 2519'],
    sites: ['mixer M-1', 'mixer M-2', 'mixer M-3', 'mixer M-4'],
    title: 'Viscosity of {thing} from {site} below specification',
    summary: 'The batch was held; {value} kg were worked up again and the rest was scrapped.',
    body: report({
      happened:
        'The release test of {thing} from {site} gave a viscosity 12 % below the limit. The two batches before it were within limits, with a falling tendency.',
      timeline: [
        'Sample drawn, first measurement below the limit',
        'Second laboratory confirms',
        'Batch blocked in the warehouse system',
      ],
      cause:
        'The dosing scale had lost its tare after a power dip. It added about 4 % more solvent than the recipe says, which the plausibility check allows up to 5 %.',
      done: 'Scale tared and calibrated, batch blocked, customer told that the delivery comes two days later.',
      change: ['Plausibility limit 2 %', 'Tare is checked by the controller before every batch'],
    }),
    comments: ['Which batches before it were dosed with the same tare? Please list them.'],
    file: 'trend',
    party: { name: 'Quality laboratory', role: 'Second measurement', note: '' },
  },
  {
    type: 'incident',
    category: 'Supplier',
    tags: ['workaround'],
    severity: 'low',
    things: ['gaskets DN 50', 'gaskets DN 80', 'filter mats F7', 'hose couplings 3/4"'],
    sites: ['goods receipt', 'the central store', 'store B', 'the tool crib'],
    title: 'Wrong {thing} delivered to {site}',
    summary: 'The parts look alike and differ in material; {value} pieces were sorted out.',
    body: report({
      happened:
        'A delivery of {thing} reached {site} with the right label and the wrong material. It was noticed when one part swelled after a day in the test bath.',
      timeline: [
        'Delivery booked in, no check of material planned',
        'First part swells in the test bath',
        'Stock blocked and counted',
      ],
      cause:
        'The supplier moved to a new packing line and mixed two part numbers. Our goods receipt checks dimensions and quantity only.',
      done: 'Stock blocked, sorted by a hardness test that takes ten seconds a piece, replacement ordered.',
      change: [
        'Hardness test on receipt for parts in contact with product',
        'Supplier sends its corrective action',
      ],
    }),
    comments: ['The ten-second test is a good idea: can the description go into the work instruction?'],
    file: 'log',
  },
  {
    type: 'pattern',
    category: 'Hardware',
    tags: ['recurring', 'root cause known'],
    severity: null,
    things: ['proximity switches', 'float switches', 'pressure transmitters', 'flow meters'],
    sites: ['after cleaning', 'in winter', 'near the frequency converters', 'after a change of product'],
    title: '{thing}: false signals {site}',
    summary: 'How to tell a false signal from a real one, and what has helped.',
    body: [
      '## How to recognise it',
      'The signal of {thing} drops out for less than two seconds, {site}, and never twice in the same minute. The neighbouring sensor shows nothing.',
      '## Why it happens',
      'Moisture reaches the connector, not the sensor. A connector that has been opened more than a few times no longer seals. Replacing the sensor seems to help because the connector is made up anew.',
      '## What to do',
      '1. Look at the trend: shorter than two seconds and alone?\n2. Open the connector, dry it, look for a green edge.\n3. Replace the connector, not the sensor.',
      '## How to prevent it',
      'Moulded cables in the splash zone. Where that cannot be done, a drip loop below the connector.',
    ].join('\n\n'),
    comments: ['This has saved us three sensors this month already.'],
    file: 'drawing',
  },
  {
    type: 'test-report',
    category: 'Hardware',
    tags: [],
    severity: null,
    things: ['seal type A', 'seal type B', 'coating K3', 'lubricant L-220'],
    sites: ['at 60 °C', 'at 90 °C', 'in brine', 'under vibration'],
    title: 'Endurance of {thing} {site}',
    summary: 'Ran for {minutes} hours; holds within the limits given below.',
    body: [
      '## Question',
      'Does {thing} {site} last from one overhaul to the next, which is 4,000 hours?',
      '## Set-up',
      'Test bench 2, three samples at a time, load as in operation, readings once a minute. Raw data attached.',
      '## Results',
      '| sample | hours | wear (µm) |\n|---|---|---|\n| 1 | {minutes} | {value} |\n| 2 | {minutes} | 41 |\n| 3 | {minutes} | 38 |',
      '## Conclusion',
      'All samples stay below the limit of 120 µm. By the slope of the wear the interval holds with a margin of about a third. Not tested: standstill of more than a week.',
    ].join('\n\n'),
    comments: ['Please say how the load was controlled; otherwise ready from my side.'],
    file: 'trend',
  },
];
