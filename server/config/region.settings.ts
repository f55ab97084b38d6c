import { hosts, optionalText, regionLabel, regionsOfHosts, setting } from './setting.ts';

/** Where data lies, and what may lie elsewhere. */
export const regionSettings = {
  CASEWARD_REGION: setting({
    about:
      'Where this deployment keeps its data, shown to its users and to the public. A wider name has the narrower ones in it: `eu` has `eu-central-1`. In production it must be said as soon as a setting names another machine.',
    default: 'local',
    example: 'eu-central',
    schema: optionalText.default('local').pipe(regionLabel),
  }),
  CASEWARD_PLACE_REGIONS: setting({
    about:
      'Where each other machine keeps data that the settings name, by its host: database, files, backups, keys, mail relay, scanner, errors and traces. Hosts of AWS say it by their names. In production a machine outside CASEWARD_REGION, or of which nobody says where it stands, stops the start.',
    default: 'none: a bucket or key is where its own setting says',
    example: 'smtp.example.org=eu-central,db.example.org=eu-central',
    schema: regionsOfHosts,
  }),
  CASEWARD_PLACES_ELSEWHERE: setting({
    about:
      'Hosts that may keep data outside CASEWARD_REGION all the same, separated by commas. The public page of sub-processors says of each that it is elsewhere and allowed.',
    default: 'none: everything lies in CASEWARD_REGION',
    example: 'errors.example.org',
    schema: hosts,
  }),
};
